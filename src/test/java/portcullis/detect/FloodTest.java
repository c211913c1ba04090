package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portcullis.config.SettingsReader;
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

    /** No alarm is answered, as where a limit is reached: each is raised again when its source has proven more. */
    @Test
    void theRealScannerIsToldOfAmongForgedSendersWhoseLonePacketsAreOnlyCounted() throws Exception {
        Memory memory = new Memory(1_000, 1_024, Duration.ofDays(1), Duration.ofMinutes(10), 100);
        Address scanner = Address.of("203.0.113.9");
        List<Alarm> alarms = new ArrayList<>();
        List<Integer> told = new ArrayList<>();
        long forged = 0;
        try (Detector detector = Flood.detector(memory)) {
            for (int i = 0; i < 50_000; i++) {
                boolean isScanner = i >= 10_000 && i % 100 == 0;
                Address from = isScanner ? scanner : Address.ofIpv4(0xC6120000 + i);
                detector.observe(
                        new Sent(
                                i * 10_000L,
                                from,
                                40_000,
                                Address.of("192.0.2.1"),
                                isScanner ? i / 100 : 23,
                                Transport.TCP,
                                2),
                        alarms);
                for (Alarm alarm : alarms) {
                    if (alarm.source().equals(scanner))
                        told.add(alarm.proof().ports().size());
                    else forged++;
                    detector.raiseAgain(alarm);
                }
                alarms.clear();
            }

            assertThat(told).containsExactly(1, 2, 4, 8, 16);
            assertThat(forged).isEqualTo(100);
            assertThat(detector.census().turnedAway()).isBetween(49_000L, 50_000L);
        }
    }

    /** Runs as a process of its own, because its heap is what is tested. */
    static final class Flood {
        private Flood() {}

        static Detector detector(Memory memory) throws Exception {
            SettingsReader reader = new SettingsReader();
            reader.text("test", 0, "preset: portsentry\nmodes: [atcp]\n"); // a single packet alarms
            RuleBase rules = RuleBase.of(
                    RuleBase.rendered(Path.of("rules"), reader.settings().literals()),
                    Optional.of(Path.of("target/cache")));
            Host host = new Host(List.of(Network.parse("192.0.2.1").orElseThrow()), List.of(), List.of(), List.of());
            return new Detector(rules, List.of(new ModeOn(Mode.ATCP)), new Surroundings(host, Ports.NONE, 0), memory);
        }

        public static void main(String[] words) throws Exception {
            Memory memory = new Memory(1_000, 1_024, Duration.ofDays(1), Duration.ofMinutes(10));
            List<Alarm> alarms = new ArrayList<>();
            long count = 0;
            try (Detector detector = detector(memory)) {
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
