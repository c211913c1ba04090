package portcullis.watch;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import portcullis.capture.Frame;
import portcullis.config.Settings;
import portcullis.decode.Decoder;
import portcullis.decode.PacketView;
import portcullis.detect.Detector;
import portcullis.detect.Memory;
import portcullis.detect.Surroundings;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Problem;

/**
 * Shows fresh rules a sample scan before they see traffic: one that fires without end, or throws, is found here. What only other
 * traffic brings out is stopped and named when it comes.
 */
final class RuleTrial {
    private static final int ETHERNET = 1;
    private static final int PORTS = 40;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SYN = 0x5002_0000;
    private static final int SAMPLE_SOURCE = 0xCB00_7109; // 203.0.113.9
    private static final int SAMPLE_HOST = 0xC000_0201; // 192.0.2.1
    private static final long MILLISECOND = 1_000_000L;

    private RuleTrial() {}

    /** What goes wrong in them. @param folder in which the rules stand */
    static List<Problem> problems(RuleBase rules, Settings settings, Path folder) {
        return problems(rules, settings).stream()
                .map(problem -> problem.in(folder.resolve(problem.file()).toString()))
                .toList();
    }

    private static List<Problem> problems(RuleBase rules, Settings settings) {
        Host host = new Host(List.of(Network.parse("192.0.2.1").orElseThrow()), List.of(), List.of(), List.of());
        Memory usual = new Wiring(settings).memory();
        Memory small = new Memory(16, 16, usual.forget(), usual.quiet());
        try (Detector detector = new Detector(rules, settings.facts(), new Surroundings(host, Ports.NONE, 0), small)) {
            Decoder decoder = new Decoder();
            PacketView view = new PacketView();
            Frame frame = new Frame();
            long at = 0;
            for (byte[] packet : sample()) {
                at += MILLISECOND;
                ByteBuffer bytes = ByteBuffer.allocateDirect(packet.length).put(0, packet);
                frame.set(bytes, 0, packet.length, packet.length, ETHERNET, 0, at);
                decoder.decode(frame, view);
                detector.observe(view, new ArrayList<>());
            }
            return detector.problems();
        }
    }

    private static List<byte[]> sample() {
        List<byte[]> sample = new ArrayList<>();
        for (int port = 1; port <= PORTS; port++) {
            ByteBuffer segment =
                    ByteBuffer.allocate(20).putShort((short) 40_000).putShort((short) port);
            sample.add(packet(TCP, segment.putInt(12, SYN).array()));
            ByteBuffer datagram =
                    ByteBuffer.allocate(8).putShort((short) 40_000).putShort((short) port);
            sample.add(packet(UDP, datagram.putShort((short) 8).array()));
        }
        return sample;
    }

    private static byte[] packet(int protocol, byte[] carried) {
        ByteBuffer packet = ByteBuffer.allocate(14 + 20 + carried.length);
        packet.putShort(12, (short) 0x0800).put(14, (byte) 0x45).putShort(16, (short) (20 + carried.length));
        packet.put(22, (byte) 64)
                .put(23, (byte) protocol)
                .putInt(26, SAMPLE_SOURCE)
                .putInt(30, SAMPLE_HOST);
        return packet.put(34, carried).array();
    }
}
