package portcullis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.fact.Refused;
import portcullis.fact.Transport;
import portcullis.watch.Rehearsals;

class SlowestScanTest {
    private final Rehearsals rehearsals =
            new Rehearsals(Path.of("rules"), Path.of("policies"), Optional.of(Path.of("target/cache")));

    @AfterEach
    void close() {
        rehearsals.close();
    }

    @Test
    void aWindowOfAMinuteFindsThreePortsHalfAMinuteApart() throws Refused {
        SlowestScan search = new SlowestScan(rehearsals, settings("trigger.ports=3", "trigger.within=60s"));

        assertThat(search.gap(new SlowestScan.Scan(Transport.TCP, 4, 3))).contains(Duration.ofSeconds(30));
        assertThat(search.gap(new SlowestScan.Scan(Transport.UDP, 6, 3))).contains(Duration.ofSeconds(30));
    }

    @Test
    void whatIsNeverFoundHasNoGapAndWhatIsAlwaysFoundTheLongest() throws Refused {
        SlowestScan never = new SlowestScan(rehearsals, settings("trigger.ports=3", "trigger.within=60s"));
        SlowestScan always = new SlowestScan(rehearsals, settings("trigger.ports=1"));

        assertThat(never.gap(new SlowestScan.Scan(Transport.TCP, 4, 2))).isEmpty();
        assertThat(always.gap(new SlowestScan.Scan(Transport.TCP, 4, 2))).contains(SlowestScan.LONGEST);
    }

    /** Every port counts, so that the pace alone decides; rules beside the trigger are off or out of reach. */
    private static Settings settings(String... assignments) throws Refused {
        SettingsReader reader = new SettingsReader();
        for (String transport : new String[] {"tcp", "udp"}) {
            reader.assignment("advanced." + transport + ".below=65535");
            reader.assignment("advanced." + transport + ".exclude=\"\"");
        }
        for (String assignment : assignments) reader.assignment(assignment);
        return reader.settings();
    }
}
