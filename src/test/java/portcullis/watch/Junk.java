package portcullis.watch;

import java.util.Random;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.Pcaps;

/** Sends frames with broken headers as fast as they go: a process of its own. Words: device, MAC address of the receiver, how many. */
final class Junk {
    private static final String START = "020000000066" // who sends
            + "0800450000280001000040060000c612004dc612000a" // IPv4 from 198.18.0.77 to 198.18.0.10, TCP
            + "9c40001700000001000000005002040000000000"; // to port 23, a SYN
    private static final String START_6 = "020000000066"
            + "86dd6000000000140640" // IPv6, TCP
            + "20010db8000100000000000000000077"
            + "20010db8000100000000000000000010"
            + "9c40001700000001000000005002040000000000";

    private Junk() {}

    public static void main(String[] words) throws Exception {
        Random random = new Random(4);
        byte[][] starts = {bytes(words[1].replace(":", "") + START), bytes(words[1].replace(":", "") + START_6)};
        try (PcapHandle handle = Pcaps.getDevByName(words[0]).openLive(64, PromiscuousMode.NONPROMISCUOUS, 10)) {
            int count = Integer.parseInt(words[2]);
            for (int i = 0; i < count; i++) handle.sendPacket(broken(starts[i & 1], random));
        }
        System.out.println("sent");
    }

    /** One to four bytes behind the addresses of the link are changed, and the end is cut off or prolonged. */
    private static byte[] broken(byte[] whole, Random random) {
        byte[] frame = java.util.Arrays.copyOf(whole, 14 + random.nextInt(whole.length + 40));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--)
            frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
        return frame;
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }
}
