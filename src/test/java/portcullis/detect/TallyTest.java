package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import portcullis.detect.rules.Counted;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Tool;

/** Counts lie in one array; here they are held against lists. */
class TallyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int MODES = Modes.bit(Mode.ATCP);

    @Property(tries = 300)
    void countsWhatListsCount(@ForAll long seed) {
        Random random = new Random(seed);
        List<Measure> measures = measures(random);
        Suspect suspect = suspect(measures);
        List<Model> models = new ArrayList<>();
        for (Measure measure : measures) models.add(new Model(measure));
        long now = SECOND;

        for (int i = 0; i < 200; i++) {
            now += random.nextInt(5) == 0 ? random.nextLong(40 * SECOND) : random.nextLong(SECOND);
            Contact contact = contact(random.nextInt(40), random.nextInt(6), now);
            suspect.count(contact);
            for (Model model : models) {
                model.add(contact);
                assertThat(suspect.value(model.measure)).isEqualTo(model.value(now));
            }
        }
    }

    /** A walk's number must not be what another ring had left in its place. */
    @Test
    void aWalkBeginsAtNothing() {
        Measure hosts = measure(Measure.Kind.PORTS, 600, 10, Modes.bit(Mode.AUDP));
        Measure walk = measure(Measure.Kind.WALK, 0, 8, MODES);
        Suspect suspect = suspect(List.of(walk, hosts));
        Contact datagram = contact(5_000, 1, SECOND);
        datagram.modes = Modes.bit(Mode.AUDP);

        suspect.count(datagram);
        suspect.count(contact(22, 1, 2 * SECOND));

        assertThat(suspect.value(walk)).isEqualTo(1);
    }

    @Test
    void aLineThatIsReachedByNothingNeedsNoRoomButDoesNoHarm() {
        Measure ports = measure(Measure.Kind.PORTS, 60, 0, MODES);
        Suspect suspect = suspect(List.of(ports));

        for (int port = 1; port <= 40; port++) suspect.count(contact(port, 1, port * SECOND));

        assertThat(suspect.proof(MODES, 60).ports()).hasSize(Trail.BOUND);
    }

    @Test
    void whoOnlyUsedWhatIsServedHasAProofToo() {
        Suspect suspect = suspect(List.of(measure(Measure.Kind.PORTS, 60, 1, Modes.bit(Mode.SERVED))));
        Contact contact = contact(22, 7, SECOND);
        contact.modes = Modes.bit(Mode.SERVED);

        suspect.count(contact);

        assertThat(suspect.proof(Modes.bit(Mode.SERVED), 60).mode()).isEqualTo(Mode.SERVED);
        assertThat(suspect.proof(Modes.bit(Mode.SERVED), 60).target().low()).isEqualTo(7);
    }

    private static List<Measure> measures(Random random) {
        List<Measure> measures = new ArrayList<>(List.of(
                measure(Measure.Kind.HITS, 30, 1 + random.nextInt(20), MODES),
                measure(Measure.Kind.HITS, 0, 5, MODES),
                measure(Measure.Kind.PORTS, 60, 1 + random.nextInt(20), MODES),
                measure(Measure.Kind.PORTS, 0, 1 + random.nextInt(20), MODES),
                measure(Measure.Kind.HOSTS, 120, 1 + random.nextInt(6), MODES),
                measure(Measure.Kind.WALK, 0, 8, MODES)));
        Collections.shuffle(measures, random);
        return measures;
    }

    private static Measure measure(Measure.Kind kind, int seconds, int line, int modes) {
        return new Measure(kind, modes, Tool.NONE, seconds, List.of(), List.of(line), false, false);
    }

    private static Suspect suspect(List<Measure> measures) {
        Gauge.Panel panel = new Gauge.Panel(new Counted(measures, List.of()), Trail.WORDS);
        return new Suspect(0, 1, panel, new RuleNumbers(List.of()), SECOND);
    }

    private static Contact contact(int port, int host, long nanos) {
        Contact contact = new Contact();
        contact.nanos = nanos;
        contact.modes = MODES;
        contact.kind = Kind.SYN;
        contact.port = port;
        contact.targetLow = host;
        return contact;
    }

    /** Of each key the latest touch, in the order of touches; no more than the bound, nor than the window. */
    private static final class Model {
        private static final int DOORS = 16;

        private final Measure measure;
        private final Map<Long, Long> touches = new LinkedHashMap<>();
        private long serial;
        private int number;

        Model(Measure measure) {
            this.measure = measure;
        }

        void add(Contact contact) {
            long key = switch (measure.kind()) {
                case HITS -> serial++;
                case PORTS -> contact.portKey();
                case HOSTS -> contact.hostKey();
                default -> contact.doorKey();
            };
            boolean isNew = touches.remove(key) == null;
            touches.put(key, contact.nanos);
            boolean isWalk = measure.kind() == Measure.Kind.WALK;
            if (isNew && isWalk) number++;
            boolean isBounded = measure.kind() != Measure.Kind.HITS || measure.seconds() > 0;
            while (isBounded && touches.size() > (isWalk ? DOORS : measure.bound()))
                touches.remove(touches.keySet().iterator().next());
        }

        int value(long now) {
            if (measure.kind() == Measure.Kind.WALK) return number;
            long since = measure.seconds() == 0 ? Long.MIN_VALUE : now - measure.seconds() * SECOND;
            return (int) touches.values().stream().filter(at -> at >= since).count();
        }
    }
}
