package portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import portcullis.fact.Refused;

class ChangesTest {
    @Test
    void whatIsShippedNeedsNoWords() throws Refused {
        assertThat(new SettingsReader().settings().changed()).isEmpty();
    }

    @Test
    void aPresetIsOneWord() throws Refused {
        assertThat(read("preset: portsentry").changed()).containsOnlyKeys("preset");
    }

    @Test
    void whatWasChangedReadsAsTheSame() throws Refused {
        Settings settings = read("""
                preset: portsentry
                modes: [stcp, tcp]
                trigger: { probes: 3, within: 1500ms }
                advanced: { tcp: { below: 2000, exclude: "1,5-9" } }
                scans: { slow: 0, walk: 9 }
                ignore: [198.51.100.0/24, "2001:db8::/32"]
                block: { never: [admin.example.org, 192.0.2.7], tcp: run, evidence: handshake, for: [10m, 36h], hard: on }
                responder-evidence: [a-route=data]
                command: [/bin/echo, "say \\"no\\"", "$TARGET$", "on", "5"]
                banner: "keep out: \\\\ now"
                """);

        Settings again = read(Settings.text(settings.changed()));

        assertThat(again.changed()).isEqualTo(settings.changed()).hasSize(16);
        assertThat(again.facts()).isEqualTo(settings.facts());
        assertThat(again.literals()).isEqualTo(settings.literals());
        assertThat(again.options()).isEqualTo(settings.options());
        assertThat(again.demands()).isEqualTo(settings.demands());
    }

    private static Settings read(String text) throws Refused {
        return new SettingsReader().text("a test", 0, text).settings();
    }
}
