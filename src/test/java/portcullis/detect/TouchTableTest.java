package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleText;
import portcullis.fact.Audience;
import portcullis.fact.Conversation;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Refused;
import portcullis.fact.Touch;
import portcullis.fact.Transport;

/** That one answer for many ports is the answer that each of them would get. */
class TouchTableTest {
    private static final int[] PORTS = {
        0, 1, 2, 6, 7, 8, 22, 67, 69, 79, 80, 109, 110, 111, 112, 113, 114, 137, 139, 140, 161, 520, 521, 1023, 1024,
        1025, 5742, 12344, 12345, 12346, 12347, 31335, 32770, 32774, 32775, 49724, 54320, 54321, 54322, 65535
    };

    @TempDir
    private Path folder;

    @Test
    void portsThatAreAlikeToTheShippedRulesGetTheAnswerOfEach() throws Refused {
        SettingsReader reader = new SettingsReader();
        List<String> modes = new ArrayList<>();
        for (Mode mode : Mode.values()) modes.add(mode.word());
        reader.text("test", 0, "modes: [" + String.join(", ", modes) + "]\n");
        Settings settings = reader.settings();
        RuleBase rules = RuleBase.of(
                RuleBase.rendered(Path.of("rules"), settings.literals()), Optional.of(Path.of("target/cache")));

        try (RuleSession session = new RuleSession(rules, settings.facts())) {
            int[] asked = {0};
            TouchTable table = new TouchTable(
                    touch -> {
                        asked[0]++;
                        return session.modesCounting(touch);
                    },
                    rules.portSteps().with(settings.facts()));
            for (Kind kind : new Kind[] {Kind.SYN, Kind.CONNECT, Kind.UDP, Kind.UDP_REPLY, Kind.FIN}) {
                Transport transport = kind == Kind.UDP || kind == Kind.UDP_REPLY ? Transport.UDP : Transport.TCP;
                for (int port : PORTS) {
                    Touch touch = new Touch(transport, kind, port, false, Audience.HOST, Conversation.NONE);
                    assertThat(table.modes(transport, kind, port, false, Audience.HOST, Conversation.NONE))
                            .as("%s", touch)
                            .isEqualTo(session.modesCounting(touch));
                }
            }
            int before = asked[0];
            for (int port = 0; port < 65_536; port++)
                table.modes(Transport.TCP, Kind.SYN, port, false, Audience.HOST, Conversation.NONE);
            assertThat(asked[0] - before).isLessThan(200);
        }
    }

    @Test
    void aRuleThatSaysMoreAboutPortsIsAskedAboutEach() throws Exception {
        Files.writeString(folder.resolve("odd.drl"), """
                package portcullis.rules

                import portcullis.fact.*

                rule "odd ports count"
                    @id( "odd" ) @why( "w" ) @mistaken( "m" ) @forgeable( "yes" )
                when
                    $touch : Touch( port %% 2 == 1 )
                then
                    insert( new Counts( $touch, Mode.ATCP ) );
                end
                """.formatted());
        RuleBase rules = RuleBase.of(RuleText.readAll(folder), Optional.empty());

        try (RuleSession session = new RuleSession(rules, List.of())) {
            TouchTable table =
                    new TouchTable(session::modesCounting, rules.portSteps().with(List.of()));

            assertThat(modes(table, 80)).isZero();
            assertThat(modes(table, 81)).isNotZero();
            assertThat(modes(table, 82)).isZero();
        }
    }

    private static int modes(TouchTable table, int port) {
        return table.modes(Transport.TCP, Kind.SYN, port, false, Audience.HOST, Conversation.NONE);
    }
}
