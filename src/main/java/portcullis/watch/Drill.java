package portcullis.watch;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import portcullis.decide.Judge;
import portcullis.detect.Detector;
import portcullis.detect.Memory;
import portcullis.detect.Surroundings;
import portcullis.fact.Address;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Verdict;
import portcullis.respond.Rehearsal;

/**
 * A made-up scan, rehearsed with the rules and responders in force before the first packet is looked at. The first alarm of a program
 * that has just started takes a hundred times as long as later ones, for its code is loaded, linked and compiled on the way: time in
 * which a real scanner would learn all there is. Nothing of it is carried out, counted or written down.
 */
final class Drill {
    private static final int SCANNERS = 256;
    private static final int PORTS = 16;
    private static final long MICROSECOND = 1_000L;
    private static final int SYN = 2;
    private static final int TCP = 6;
    private static final int FRAME = 60;
    /** Documentation addresses (RFC 5737). */
    private static final int HOST = 192 << 24 | 2 << 8 | 1;

    private static final int FIRST_SCANNER = 198 << 24 | 51 << 16 | 100 << 8;

    private Drill() {}

    /** @param before when it has to be over, at the latest, by this clock */
    static void rehearse(Rulebook book, LineClock clock, long before) {
        List<Network> own = List.of(Network.of(Address.ofIpv4(HOST)));
        Wiring wiring = book.wiring();
        Memory usual = wiring.memory();
        Memory small = new Memory(SCANNERS, SCANNERS, usual.forget(), usual.quiet(), Integer.MAX_VALUE);
        Host host = new Host(own, List.of(), List.of(), List.of());
        Detector detector =
                new Detector(book.rules(), book.settings().facts(), new Surroundings(host, wiring.heldTcp(), 0), small);
        Judge judge = wiring.judge(own, book.responders());
        Map<Class<? extends Verdict>, List<String>> names = wiring.names();
        Pipeline pipeline = new Pipeline(detector, judge, book.responders(), names, new Rehearsal(), entry -> {});
        try (Stage stage = new Stage(pipeline, detector)) {
            long now = clock.now();
            for (int scanner = 0; scanner < SCANNERS && clock.now() < before; scanner++)
                for (int port = 0; port < PORTS; port++)
                    stage.take(now += MICROSECOND, syn(FIRST_SCANNER + scanner, 1 + port * 61));
        }
    }

    private static byte[] syn(int source, int port) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME);
        frame.putShort(12, (short) 0x0800);
        frame.position(14);
        frame.putShort((short) 0x4500).putShort((short) 40).putInt(0);
        frame.put((byte) 64).put((byte) TCP).putShort((short) 0);
        frame.putInt(source).putInt(HOST);
        frame.putShort((short) 40_000).putShort((short) port).putInt(1).putInt(0);
        frame.put((byte) 0x50).put((byte) SYN).putShort((short) 1_024).putInt(0);
        return frame.array();
    }
}
