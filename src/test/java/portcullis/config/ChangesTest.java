package portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
                options: { webhook-url: "https://192.0.2.8/a?b={c}", rooms: [ops, "on, call"] }
                secrets: { webhook: /etc/portcullis/webhook.key }
                """);

        Settings again = read(Settings.text(settings.changed()));

        assertThat(again.changed()).isEqualTo(settings.changed()).hasSize(18);
        assertThat(again.facts()).isEqualTo(settings.facts());
        assertThat(again.literals()).isEqualTo(settings.literals());
        assertThat(again.options()).isEqualTo(settings.options());
        assertThat(again.demands()).isEqualTo(settings.demands());
    }

    @Test
    void aSecretIsAFileAndNeverWhatStandsThere() throws Refused {
        Settings settings = read("secrets: { webhook: /etc/portcullis/webhook.key }");

        assertThat(settings.options()).containsEntry("secrets.webhook", List.of("/etc/portcullis/webhook.key"));
        assertThat(settings.differences(read("")))
                .containsEntry("secrets", "{} -> {webhook: /etc/portcullis/webhook.key}");
    }

    private static Settings read(String text) throws Refused {
        return new SettingsReader().text("a test", 0, text).settings();
    }
}
