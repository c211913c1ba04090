package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** The shipped rules with trigger.ring on, beside PortSentry's state engine written down again. */
class RingTest {
    private static final int TRIGGER = 3;
    private static final int SYN = 2;
    private static final Address TARGET = Address.of("192.0.2.1");
    private static Settings settings;
    private static RuleBase rules;

    @BeforeContainer
    static void compileTheRules() throws Exception {
        settings = new SettingsReader()
                .text("a", 0, "preset: classic\nmodes: [stcp]\nports: { tcp: \"1-5\" }\ntrigger: " + TRIGGER + "\n")
                .settings();
        rules = RuleBase.of(
                RuleBase.rendered(Path.of("rules"), settings.literals()), Optional.of(Path.of("target/cache")));
    }

    @Property(tries = 200)
    void itAlarmsWherePortSentryWould(@ForAll("sources") List<Integer> stream) {
        int[] slots = new int[50]; // sources begin at 1
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < stream.size(); i++) {
            int source = stream.get(i);
            long seen = 1 + Arrays.stream(slots).filter(slot -> slot == source).count();
            slots[i % slots.length] = source;
            if (seen >= TRIGGER) expected.add(i);
        }

        assertThat(alarms(stream)).isEqualTo(expected);
    }

    /** Which of the contacts raise an alarm. */
    private static List<Integer> alarms(List<Integer> stream) {
        Surroundings around =
                new Surroundings(new Host(List.of(Network.of(TARGET)), List.of(), List.of(), List.of()), Ports.NONE, 0);
        Memory memory = new Memory(1_000, 1_024, Duration.ofHours(1), Duration.ZERO);
        List<Integer> found = new ArrayList<>();
        try (Detector detector = new Detector(rules, settings.facts(), around, memory)) {
            for (int i = 0; i < stream.size(); i++) {
                List<Alarm> alarms = new ArrayList<>();
                Address from = Address.of("203.0.113." + stream.get(i));
                detector.observe(
                        new Sent(1_000_000L * i, from, 40_000 + i, TARGET, 1 + i % 5, Transport.TCP, SYN, Tool.NONE),
                        alarms);
                if (!alarms.isEmpty()) found.add(i);
            }
        }
        return found;
    }

    /** A few sources that come often, among many that come seldom. */
    @Provide
    Arbitrary<List<Integer>> sources() {
        return Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.integers().between(1, 3)),
                        Tuple.of(4, Arbitraries.integers().between(4, 90)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(250);
    }

    @Property(tries = 100)
    void aRingOfAnotherSizeHoldsTheLatest(@ForAll @IntRange(min = 50, max = 80) int slots) {
        Ring before = new Ring(60);
        for (int i = 0; i < 100; i++) before.add(0, i);

        Ring after = new Ring(slots, before);

        int oldest = 100 - Math.min(60, slots);
        assertThat(after.add(0, oldest)).isEqualTo(2);
        assertThat(new Ring(slots, before).add(0, oldest - 1)).isEqualTo(1);
    }

    @Example
    void aRingThatIsFullOfOneSourceCountsOneMore() {
        Ring ring = new Ring(50);
        for (int i = 1; i <= 60; i++) assertThat(ring.add(0, 7)).isEqualTo(Math.min(i, 51));
    }
}
