package portcullis.detect.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/** What an administrator is told about a rule that cannot be used. */
class RuleBaseTest {
    private static final String HEAD = """
            package portcullis.rules

            import portcullis.fact.*

            rule "%s"
                @id( "%s" )
                @why( "w" ) @mistaken( "m" ) @forgeable( "yes" )
            when
            """;

    @TempDir
    private Path folder;

    @Test
    void aMissingBracketIsNamedByItsLine() throws IOException {
        write("a.drl", HEAD.formatted("a", "a") + "    $s : Source( hits( 60 ) >= 3\nthen\nend\n");

        assertThat(problems()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("a.drl");
            assertThat(problem.line()).isBetween(9, 11);
        });
    }

    @Test
    void onlyARuleThatAlarmsAndNoMoreCanBeOnProbation() throws IOException, Refused {
        String when = "    $s : Source( told( \"a\" ) == false, hits( 60 ) >= 3 )\nthen\n";
        String alarm = "    insert( new Alarm( $s.getAddress(), \"a\", \"many\" ) );\n";
        String head = HEAD.formatted("a", "a").replace("when", "    @shadow\nwhen");
        write("a.drl", head + when + alarm + "end\n");
        assertThat(RuleBase.of(RuleBase.rendered(folder, Map.of()), Optional.empty())
                        .cards())
                .extracting(RuleCard::isShadow)
                .containsExactly(true);
        write("a.drl", head + when + alarm + "    insert( new Doubt( $s.getAddress(), \"it is forged\" ) );\nend\n");

        assertThat(problems())
                .singleElement()
                .hasToString("a.drl:8:5: @shadow stands on rule \"a\", which does something else than alarm; "
                        + "only what alarms, and no more, can be on probation");
    }

    @Test
    void anUnknownFieldIsNamedByItsLineInEachFile() throws IOException {
        write("a.drl", HEAD.formatted("a", "a") + "    Touch( prot == 3 )\nthen\nend\n");
        write("b.drl", HEAD.formatted("b", "b") + "\n    Touch( kindd == Kind.SYN )\nthen\nend\n");

        List<Problem> problems = problems();

        assertThat(problems).extracting(Problem::file).containsExactly("a.drl", "b.drl");
        assertThat(problems).extracting(Problem::line).containsExactly(9, 10);
        assertThat(problems.get(0).found()).contains("prot");
    }

    @Test
    void aSettingThatIsNotThereIsNamed() throws IOException {
        write("a.drl", HEAD.formatted("a", "a") + "    Source( hits( 60 ) >= ${trigger.porbes} )\nthen\nend\n");

        assertThat(problems())
                .singleElement()
                .hasToString("a.drl:9:29: no setting is called ${trigger.porbes}; did you mean `trigger.probes`?");
    }

    @Test
    void aMeasureThatDoesNotExistIsNamedWithItsLine() throws IOException {
        write("a.drl", HEAD.formatted("a", "a") + "    Source( hostz( 60 ) >= 3 )\nthen\nend\n");

        assertThat(problems())
                .singleElement()
                .hasToString("a.drl:9:13: unknown field `hostz` of Source; did you mean `hosts`?");
    }

    @Test
    void aColumnIsThatOfTheFileThoughSettingsAreWrittenIn() throws IOException {
        write(
                "a.drl",
                HEAD.formatted("a", "a")
                        + "    Source( hits( 60 ) >= ${trigger.probes}, hostz( 60 ) >= 3 )\nthen\nend\n");

        assertThat(problems())
                .singleElement()
                .hasToString("a.drl:9:46: unknown field `hostz` of Source; did you mean `hosts`?");
    }

    @Test
    void everyBadRuleOfAFileIsNamed() throws IOException {
        write(
                "a.drl",
                HEAD.formatted("a", "a") + "    Touch( prot == 3 )\nthen\nend\n"
                        + HEAD.formatted("fine", "fine").replaceAll("(?s).*\\*\n\n", "")
                        + "    Touch( port == 3 )\nthen\nend\n"
                        + HEAD.formatted("b", "b").replaceAll("(?s).*\\*\n\n", "")
                        + "    Tuch( port == 3 )\nthen\nend\n");

        assertThat(problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "a.drl:9:12: unknown field `prot` of Touch; did you mean `port`?",
                        "a.drl:23:5: unknown fact `Tuch`; did you mean `Touch`?");
    }

    @Test
    void aPortThatCannotBeIsRefused() throws IOException {
        write("a.drl", HEAD.formatted("a", "a") + "    Source( portsAmong( 60, 22, 65536 ) >= 1 )\nthen\nend\n");

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("a.drl:9:13: portsAmong( 60, 22, 65536 ): no port is called 65536"));
    }

    @Test
    void aMeasureWantsLiterals() throws IOException {
        write("a.drl", HEAD.formatted("a", "a") + "    $n : Newcomer( )\n    Source( hits( $n ) >= 3 )\nthen\nend\n");

        assertThat(problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.found()).contains("hits( $n )").contains("literal numbers"));
    }

    @Test
    void twoRulesOfOneIdAreBothNamed() throws IOException {
        write("a.drl", HEAD.formatted("a", "same") + "    Newcomer( )\nthen\nend\n");
        write("b.drl", HEAD.formatted("b", "same") + "    Newcomer( )\nthen\nend\n");

        assertThat(problems())
                .singleElement()
                .hasToString("b.drl:6:10: the id \"same\" is taken by a.drl:6; choose another");
    }

    @Test
    void anAlarmCarriesItsRulesOwnId() throws IOException {
        write(
                "a.drl",
                HEAD.formatted("a", "a")
                        + "    $s : Source( hits( 60 ) >= 3 )\nthen\n    insert( new Alarm( $s.getAddress(), \"b\", \"x\" ) );\nend\n");

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).contains("\"a\" raises an alarm of \"b\""));
    }

    @Test
    void aRuleWithoutItsReasonsIsRefused() throws IOException {
        write(
                "a.drl",
                "package portcullis.rules\nimport portcullis.fact.*\nrule \"a\"\nwhen\n Newcomer( )\nthen\nend\n");

        assertThat(problems())
                .extracting(Problem::found)
                .contains("rule \"a\" has no @id", "rule \"a\" has no @mistaken");
    }

    @Test
    void aFolderWithoutRulesIsRefused() {
        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).contains("no .drl file"));
    }

    @Test
    void aBrokenCacheIsOnlySlower() throws IOException, Refused {
        write("a.drl", HEAD.formatted("a", "a") + "    Newcomer( )\nthen\nend\n");
        Path cache = folder.resolve("cache");
        List<RuleText> texts = RuleBase.rendered(folder, Map.of());
        RuleBase.of(texts, Optional.of(cache));
        try (var kept = Files.list(cache)) {
            for (Path file : kept.toList()) Files.write(file, new byte[] {1, 2, 3});
        }

        RuleBase again = RuleBase.of(texts, Optional.of(cache));
        assertThat(again.cards()).hasSize(1);
    }

    @Test
    void measuresAndLinesAreReadFromConditions() throws IOException, Refused {
        write("a.drl", HEAD.formatted("a", "a") + """
                    $s : Source( ports( Transport.TCP, 60 ) >= 5, // ports( Transport.TCP, 60 ) >= 99
                                 ports( Transport.TCP, 60 ) < 200, hits( 0 ) == 3, hosts( Mode.STCP, 10 ) * 2 > 7 )
                then
                    insert( new Alarm( $s.getAddress(), "a", "" + $s.hits( Mode.ATCP, 30 ) ) );
                end
                """);

        List<Measure> measures = RuleBase.of(RuleBase.rendered(folder, Map.of()), Optional.empty())
                .measures()
                .live();

        assertThat(measures).hasSize(4);
        assertThat(measures.get(0).lines()).containsExactly(5, 200);
        assertThat(measures.get(0).everyChange()).isFalse();
        assertThat(measures.get(1).lines()).containsExactly(3, 4);
        assertThat(measures.get(2).everyChange()).isTrue();
        assertThat(measures.get(3).spoken()).isTrue();
        assertThat(measures.get(3).bound()).isEqualTo(16);
    }

    @Test
    void whatOnlyARuleNamesThatIsOffIsNotCounted() throws IOException, Refused {
        write("a.drl", HEAD.formatted("a", "a") + """
                    $s : Source( ports( Transport.TCP, 60 ) >= 1000000000, hits( Transport.TCP, 60 ) >= 1 )
                then
                    insert( new Alarm( $s.getAddress(), "a", "" + $s.ports( Transport.TCP, 60 ) ) );
                end
                """);
        write("b.drl", HEAD.formatted("b", "b") + """
                    $s : Source( hits( Transport.TCP, 60 ) >= 1 )
                then
                    insert( new Alarm( $s.getAddress(), "b", "" ) );
                end
                """);

        Counted measures = RuleBase.of(RuleBase.rendered(folder, Map.of()), Optional.empty())
                .measures();

        assertThat(measures.live()).extracting(Measure::kind).containsExactly(Measure.Kind.HITS);
        assertThat(measures.off()).extracting(Measure::kind).containsExactly(Measure.Kind.PORTS);
    }

    @Test
    void aNumberBesideASumIsNoLineOfItsParts() throws IOException, Refused {
        write("a.drl", HEAD.formatted("a", "a") + """
                    $s : Source( ports( Mode.ATCP, 60 ) +
                                     ports( Mode.SERVED, 60 ) >= 3, 2 * hits( 60 ) >= 6, $n : hosts( 60 ) >= 4 )
                then
                end
                """);

        List<Measure> measures = RuleBase.of(RuleBase.rendered(folder, Map.of()), Optional.empty())
                .measures()
                .live();

        assertThat(measures).extracting(Measure::everyChange).containsExactly(true, true, true, false);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<Problem> problems() {
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> RuleBase.of(RuleBase.rendered(folder, Map.of("trigger.probes", "3")), Optional.empty()));
        return refused.problems().stream()
                .map(problem -> new Problem(
                        below(problem.file()),
                        problem.line(),
                        problem.column(),
                        below(problem.found()),
                        problem.hint()))
                .toList();
    }

    private String below(String text) {
        return text.replace(folder + "/", "");
    }
}
