package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Mode;
import portcullis.fact.ModeOn;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Transport;

/** A flood of forged senders, each of whom alarms, in a heap that could not hold them all. */
class FloodTest {
    private static final int SENDERS = 150_000;

    @Test
    void whoWasForgottenLeavesNothingBehind() throws Exception {
        Process flood = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flood.class.getName())
                .redirectErrorStream(true)
                .start();

        String said = new String(flood.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(flood.waitFor()).as(said).isZero();
        assertThat(said).endsWith("alarms " + SENDERS);
    }

    /** Runs as a process of its own, because its heap is what is tested. */
    static final class Flood {
        private Flood() {}

        public static void main(String[] words) throws Exception {
            Map<String, String> literals = Map.of(
                    "trigger.probes",
                    "1",
                    "trigger.ports",
                    "1",
                    "trigger.within",
                    "0",
                    "sweep.ports",
                    "1000000000",
                    "advanced.tcp.below",
                    "1024",
                    "advanced.udp.below",
                    "1024");
            RuleBase rules =
                    RuleBase.of(RuleBase.rendered(Path.of("rules"), literals), Optional.of(Path.of("target/cache")));
            Host host = new Host(List.of(Network.parse("192.0.2.1").orElseThrow()), List.of(), List.of(), List.of());
            Memory memory = new Memory(1_000, 1_024, Duration.ofDays(1), Duration.ofMinutes(10));
            List<Alarm> alarms = new ArrayList<>();
            long count = 0;
            try (Detector detector = new Detector(
                    rules, List.of(new ModeOn(Mode.ATCP)), new Surroundings(host, Ports.NONE, 0), memory)) {
                for (int i = 0; i < SENDERS; i++) {
                    detector.observe(
                            new Sent(
                                    i * 1_000L,
                                    Address.ofIpv4(0xC6120000 + i),
                                    40_000,
                                    Address.of("192.0.2.1"),
                                    23,
                                    Transport.TCP,
                                    2),
                            alarms);
                    count += alarms.size();
                    alarms.clear();
                }
            }
            System.out.print("alarms " + count);
        }
    }
}
