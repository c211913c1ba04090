package portcullis.watch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import portcullis.fact.Address;

/**
 * One packet, or one whole connection, that an attacker sends.
 *
 * @param flags of TCP; {@link #UDP} a datagram, {@link #CONNECT} a connection by the attacker's own kernel
 * @param options whether its IP header has any
 * @param fragments how many bytes a fragment carries; 0 for none
 */
record Shot(
        String source,
        int sourcePort,
        String target,
        int port,
        int flags,
        boolean options,
        int fragments,
        boolean reversed) {
    static final int UDP = -1;
    static final int CONNECT = -2;
    private static final int MORE = 0x2000;

    /** For {@link Volley}. */
    List<String> orders() {
        if (flags == CONNECT) return List.of("connect " + source + " " + target + " " + port);
        byte[] segment = flags == UDP ? datagram() : segment();
        List<String> orders = new ArrayList<>();
        int size = fragments == 0 ? segment.length : fragments;
        for (int at = 0; at < segment.length; at += size) {
            int end = Math.min(segment.length, at + size);
            byte[] part = Arrays.copyOfRange(segment, at, end);
            orders.add("packet " + target + " " + HexFormat.of().formatHex(packet(part, at, end < segment.length)));
        }
        if (reversed) Collections.reverse(orders);
        return orders;
    }

    private byte[] datagram() {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 24); // long enough to be cut
        bytes.putShort((short) sourcePort).putShort((short) port).putShort((short) 32); // without a checksum (RFC 768)
        return bytes.array();
    }

    private byte[] segment() {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        bytes.putShort((short) sourcePort).putShort((short) port).putInt(sourcePort * 7_919);
        bytes.putInt(0).put((byte) 0x50).put((byte) flags).putShort((short) 1_024);
        ByteBuffer pseudo = ByteBuffer.allocate(32);
        pseudo.putInt(bits(source)).putInt(bits(target)).putInt(6 << 16 | 20).put(bytes.array());
        return bytes.putShort(16, checksum(pseudo.array())).array();
    }

    private static short checksum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) sum += (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
        while (sum >>> 16 != 0) sum = (sum & 0xFFFF) + (sum >>> 16);
        return (short) ~sum;
    }

    private byte[] packet(byte[] part, int offset, boolean more) {
        int header = options ? 24 : 20;
        ByteBuffer packet = ByteBuffer.allocate(header + part.length);
        packet.put((byte) (0x40 | header / 4)).put((byte) 0).putShort((short) (header + part.length));
        packet.putShort((short) sourcePort).putShort((short) (offset / 8 | (more ? MORE : 0)));
        packet.put((byte) 64).put((byte) (flags == UDP ? 17 : 6)).putShort((short) 0);
        packet.putInt(bits(source)).putInt(bits(target));
        if (options) packet.putInt(0x01010101); // four times "no operation" (RFC 791)
        return packet.put(part).array();
    }

    private static int bits(String address) {
        return (int) Address.of(address).low();
    }
}
