package portcullis.detect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portcullis.config.SettingsReader;
import portcullis.fact.Mode;
import portcullis.fact.Problem;
import portcullis.fact.Problem.Weight;
import portcullis.fact.Refused;

/** What an administrator is told about rules that compile and will hurt. */
class RuleRemarksTest {
    private static final String HEAD = """
            package portcullis.rules

            import portcullis.fact.*

            %srule "a"
                @id( "a" ) @why( "w" ) @mistaken( "m" ) @forgeable( "yes" )
            when
            """;
    private static final String ASKS = "    $s : Source( told( \"a\" ) == false, hits( 60 ) >= 3 )\n";
    private static final String ALARM = "then\n    insert( new Alarm( $s.getAddress(), \"a\", \"x\" ) );\nend\n";

    @Test
    void theShippedRulesHurtNobody() throws Refused {
        Map<String, String> literals = new SettingsReader().settings().literals();
        List<RuleText> texts = RuleBase.rendered(Path.of("rules"), literals);
        RuleBase rules = RuleBase.of(texts, Optional.of(Path.of("target/cache")));

        assertThat(rules.remarks(texts, EnumSet.allOf(Mode.class)))
                .filteredOn(remark -> remark.weight() == Weight.WARNING)
                .isEmpty();
    }

    @Test
    void anAccumulateThatNoSourceAnchorsIsNamed() throws Refused {
        String anchored = "    accumulate( Probe( $p : port, source == $s.address ); $n : count( $p ) )\n";
        String loose = "    accumulate( Probe( $p : port ); $n : count( $p ) )\n";

        assertThat(warnings("", ASKS + anchored + ALARM)).isEmpty();
        assertThat(warnings("", ASKS + loose + ALARM))
                .containsExactly(
                        "a.drl:9:5: warning: an accumulate looks at all sources together, at each probe; ask for one:"
                                + " `source == $source.address`; or use a measure of Source");
    }

    @Test
    void aFactThatNeverGoesAwayIsNamed() throws Refused {
        String remembers = "then\n    insert( new Seen( $s.getAddress() ) );\nend\n";
        String declared = "declare Seen\n    address : Address\nend\n\n";

        assertThat(warnings(declared, ASKS + remembers))
                .singleElement()
                .asString()
                .contains("Seen is inserted and never");
        assertThat(warnings(declared.replace("Seen\n", "Seen\n    @role( event ) @expires( 10m )\n"), ASKS + remembers))
                .isEmpty();
    }

    @Test
    void toldOfAnIdThatNoRuleHasIsNamed() throws Refused {
        String asks = "    $s : Source( told( \"a\" ) == false, told( \"aa\" ) == false, hits( 60 ) >= 3 )\n";

        assertThat(warnings("", asks + ALARM))
                .containsExactly("a.drl:8:47: warning: told asks of `aa`, and no rule has this id; did you mean `a`?");
    }

    @Test
    void anAlarmWithoutItsQuietTimeIsNamed() throws Refused {
        assertThat(warnings("", "    $s : Source( hits( 60 ) >= 3 )\n" + ALARM))
                .singleElement()
                .asString()
                .startsWith("a.drl:5:1: warning: rule \"a\" alarms again");
    }

    @Test
    void orderAndChoiceBetweenConditionsAreNamed() throws Refused {
        assertThat(warnings("", "    not ModeOn( mode == Mode.TCP )\n" + ASKS + ALARM))
                .singleElement()
                .asString()
                .contains("9:5: warning: a condition stands below a `not`");
        assertThat(warnings("", "    ( ModeOn( mode == Mode.TCP ) or ModeOn( mode == Mode.UDP ) )\n" + ASKS + ALARM))
                .singleElement()
                .asString()
                .contains("`or` stands between conditions");
    }

    @Test
    void aRuleWhoseModeIsOffRestsAndIsNoWarning() throws Refused {
        String asks = "    $s : Source( told( \"a\" ) == false, hits( Mode.STCP, 60 ) >= 3 )\n";

        assertThat(remarks("", asks + ALARM, Set.of(Mode.ATCP)))
                .singleElement()
                .hasToString("a.drl:5:1: note: rule \"a\" rests: no mode that it counts is on; it counts stcp");
        assertThat(remarks("", asks + ALARM, Set.of(Mode.STCP))).isEmpty();
    }

    private static List<String> warnings(String before, String body) throws Refused {
        return remarks(before, body, EnumSet.allOf(Mode.class)).stream()
                .filter(remark -> remark.weight() == Weight.WARNING)
                .map(Problem::toString)
                .toList();
    }

    private static List<Problem> remarks(String before, String body, Set<Mode> on) throws Refused {
        List<RuleText> texts = List.of(new RuleText("a.drl", HEAD.formatted(before) + body));
        return RuleBase.of(texts, Optional.of(Path.of("target/cache"))).remarks(texts, on);
    }
}
