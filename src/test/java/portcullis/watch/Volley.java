package portcullis.watch;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Sends what its standard input says, a process of its own in an attacker's namespace: {@code packet TARGET HEX} a whole IPv4 packet, of
 * which the kernel fills in the checksum of the header; {@code connect SOURCE TARGET PORT}, and {@code hear} to say what it reads there to the end; {@code say
 * WORD} is said back when all before it is sent.
 */
final class Volley {
    private static final NativeLibrary LIBC = NativeLibrary.getInstance("c");
    private static final int AF_INET = 2;
    private static final int SOCK_RAW = 3;
    private static final int IPPROTO_RAW = 255;
    private static final int SOL_SOCKET = 1;
    private static final int SO_BROADCAST = 6;
    private static final int PATIENCE = 2_000;

    private Volley() {}

    public static void main(String[] none) throws IOException {
        int socket = call("socket", AF_INET, SOCK_RAW, IPPROTO_RAW);
        Memory on = new Memory(4);
        on.setInt(0, 1);
        call("setsockopt", socket, SOL_SOCKET, SO_BROADCAST, on, 4);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "packet" -> send(socket, words[1], HexFormat.of().parseHex(words[2]));
                case "connect" -> connect(words[1], words[2], Integer.parseInt(words[3]), false);
                case "hear" -> connect(words[1], words[2], Integer.parseInt(words[3]), true);
                default -> System.out.println(words[1]);
            }
        }
    }

    private static void send(int socket, String target, byte[] packet) throws IOException {
        try (Memory address = new Memory(16);
                Memory bytes = new Memory(packet.length)) {
            address.clear();
            address.setShort(0, (short) AF_INET);
            address.write(4, InetAddress.getByName(target).getAddress(), 0, 4);
            bytes.write(0, packet, 0, packet.length);
            if (call("sendto", socket, bytes, (long) packet.length, 0, address, 16) != packet.length)
                System.out.println("a packet to " + target + " was not sent");
        }
    }

    private static void connect(String source, String target, int port, boolean hears) {
        try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0); // a reset at the end: else ports would stay taken for a minute
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress(target, port), PATIENCE);
            socket.setSoTimeout(5 * PATIENCE);
            if (hears) System.out.println(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException refused) {
            return; // a closed door is a case as well
        }
    }

    private static int call(String function, Object... words) {
        return LIBC.getFunction(function).invokeInt(words);
    }
}
