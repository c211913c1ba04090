package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portcullis.fact.Kind;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

final class StrangersTest {
    private static final int BUCKET = 8;
    private static final long SEED = 7;

    private final Random random = new Random(11);
    private long now = 1_700_000_000_000_000_000L;

    @Test
    void aBucketKeepsTheLatestEightWhateverIsTakenOut() {
        Strangers strangers = new Strangers(BUCKET, SEED);
        Map<Long, Integer> known = new LinkedHashMap<>(); // the port of each, the first that came first
        long pushedOut = 0;

        for (int step = 0; step < 20_000; step++) {
            long low = random.nextInt(24);
            int slot = strangers.find(1, low);
            assertThat(slot != Strangers.NOT_FOUND).isEqualTo(known.containsKey(low));
            if (slot == Strangers.NOT_FOUND) {
                if (known.size() == BUCKET) {
                    pushedOut++;
                    known.remove(known.keySet().iterator().next());
                }
                Contact touch = touch();
                known.put(low, touch.port);
                strangers.add(1, low, touch);
                continue;
            }
            Contact touch = new Contact();
            int port = known.get(low);
            switch (random.nextInt(3)) {
                case 0 -> {
                    strangers.take(slot, touch);
                    assertThat(touch.port).isEqualTo(port);
                    known.remove(low);
                }
                case 1 -> {
                    strangers.retract(slot, port);
                    known.remove(low);
                }
                default -> {
                    strangers.retract(slot, port + 1);
                    strangers.look(slot, touch);
                    assertThat(touch.port).isEqualTo(port);
                }
            }
        }
        assertThat(strangers.pushedOut()).isEqualTo(pushedOut).isPositive();
    }

    @Test
    void aTouchComesBackAsItWas() {
        Strangers strangers = new Strangers(BUCKET, SEED);
        Contact touch = touch();
        touch.kind = Kind.values()[Kind.values().length - 1];
        touch.transport = Transport.UDP;
        touch.tool = Tool.values()[Tool.values().length - 1];
        touch.modes = 0xFFFF;
        touch.port = 65_535;
        touch.sourcePort = 65_534;

        Contact back = new Contact();
        strangers.look(strangers.add(-1, -2, touch), back);

        assertThat(back).usingRecursiveComparison().ignoringFields("inRing").isEqualTo(touch);
        strangers.retract(strangers.find(-1, -2), 65_535);
        assertThat(strangers.find(-1, -2)).isNotEqualTo(Strangers.NOT_FOUND); // it was UDP
    }

    @Test
    void anotherSizeKeepsAllOrTheLatestOfEachBucket() {
        Strangers before = new Strangers(1_024, SEED);
        List<Long> added = new ArrayList<>();
        Map<Long, Integer> ports = new HashMap<>();
        for (long low = 0; low < 600; low++) {
            Contact touch = touch();
            before.add(0, low, touch);
            added.add(low);
            ports.put(low, touch.port);
        }
        long kept = count(before, added, ports);

        assertThat(count(before.resized(8_192), added, ports)).isEqualTo(kept);
        Strangers small = before.resized(BUCKET);
        assertThat(count(small, added.subList(592, 600), ports)).isEqualTo(BUCKET);
        assertThat(small.pushedOut()).isEqualTo(before.pushedOut() + kept - BUCKET);
        assertThat(before.resized(1_000)).isSameAs(before);
    }

    private static long count(Strangers strangers, List<Long> of, Map<Long, Integer> ports) {
        Contact touch = new Contact();
        long found = 0;
        for (long low : of) {
            int slot = strangers.find(0, low);
            if (slot == Strangers.NOT_FOUND) continue;
            strangers.look(slot, touch);
            assertThat(touch.port).isEqualTo(ports.get(low));
            found++;
        }
        return found;
    }

    private Contact touch() {
        Contact touch = new Contact();
        touch.nanos = now++;
        touch.port = 1 + random.nextInt(60_000);
        touch.sourcePort = random.nextInt(65_536);
        touch.modes = 1;
        touch.kind = Kind.SYN;
        touch.targetHigh = random.nextLong();
        touch.targetLow = random.nextLong();
        return touch;
    }
}
