package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Refused;
import portcullis.fact.Served;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** That the session need not see a source before one of its measures crosses a line: the proof that the fast way is the right way. */
class LinesTest {
    private static final Network WATCHED = Network.parse("192.0.2.0/29").orElseThrow();
    private static final Network WATCHED_6 = Network.parse("2001:db8::3").orElseThrow();
    private static final List<Served> SERVED =
            List.of(new Served(Served.EVERYWHERE, Transport.TCP, Ports.of(BitSet.valueOf(new long[] {1 << 5}))));
    private static final int UDP = -1;
    private static final int NULL = 0;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static RuleBase rules;

    @BeforeContainer
    static void compileTheRules() throws Refused {
        Path folder = Path.of("src/test/resources/portcullis/detect/measures");
        rules = RuleBase.of(RuleBase.rendered(folder, Map.of()), Optional.of(Path.of("target/cache")));
    }

    @Property(tries = 1_000)
    void crossingsRaiseTheSameAlarmsAsLookingAtEachProbe(@ForAll("streams") List<Sent> stream) {
        assertThat(alarms(stream, false)).isEqualTo(alarms(stream, true));
    }

    @Property(tries = 300)
    void whoeverIsFollowedAlarmsAsIfHeWereNot(@ForAll("streams") List<Sent> stream) {
        Set<Address> sources = stream.stream().map(Sent::from).collect(Collectors.toSet());

        assertThat(alarms(stream, false, sources)).isEqualTo(alarms(stream, false));
    }

    private static List<Alarm> alarms(List<Sent> stream, boolean everyProbe) {
        return alarms(stream, everyProbe, Set.of());
    }

    private static List<Alarm> alarms(List<Sent> stream, boolean everyProbe, Set<Address> followed) {
        Surroundings around =
                new Surroundings(new Host(List.of(WATCHED, WATCHED_6), List.of(), SERVED, List.of()), Ports.NONE, 0);
        Memory memory = new Memory(1_000, 1_024, Duration.ofHours(1), Duration.ofSeconds(12));
        List<Alarm> alarms = new ArrayList<>();
        try (Detector detector = new Detector(rules, List.of(), around, memory, everyProbe)) {
            detector.follow(followed);
            stream.forEach(packet -> detector.observe(packet, alarms));
            assertThat(detector.fates().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(stream.size());
            assertThat(detector.problems()).isEmpty();
        }
        return alarms;
    }

    /** Up to 120 probes of three sources on five ports of three hosts, up to three seconds apart. */
    @Provide
    Arbitrary<List<Sent>> streams() {
        Arbitrary<Integer> gaps = Arbitraries.integers().between(0, 3_000);
        Arbitrary<Integer> sources = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> hosts = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> ports = Arbitraries.integers().between(1, 5);
        Arbitrary<Integer> flags = Arbitraries.of(UDP, SYN, SYN, SYN, FIN, NULL);
        Arbitrary<Integer> sourcePorts = Arbitraries.of(40_000, 40_001, 40_002);
        Arbitrary<Tool> tools = Arbitraries.of(Tool.NONE, Tool.NONE, Tool.ZMAP);
        return Combinators.combine(gaps, sources, hosts, ports, flags, sourcePorts, tools)
                .as(LinesTest::probe)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120)
                .map(LinesTest::inOrder);
    }

    /** Its time is the gap to the one before. */
    private static Sent probe(int gap, int source, int host, int port, int flags, int sourcePort, Tool tool) {
        boolean six = host == 3; // sources and targets are of one family
        Address from = Address.of(six ? "2001:db8:9::" + source : "203.0.113." + source);
        Address to = Address.of(six ? "2001:db8::3" : "192.0.2." + host);
        boolean isTcp = flags != UDP;
        return new Sent(
                gap * 1_000_000L,
                from,
                sourcePort,
                to,
                port,
                isTcp ? Transport.TCP : Transport.UDP,
                isTcp ? flags : 0,
                flags == SYN ? tool : Tool.NONE);
    }

    private static List<Sent> inOrder(List<Sent> probes) {
        List<Sent> stream = new ArrayList<>();
        long now = 1_700_000_000_000_000_000L;
        for (Sent probe : probes) {
            now += probe.nanos();
            stream.add(probe.at(now));
        }
        return stream;
    }
}
