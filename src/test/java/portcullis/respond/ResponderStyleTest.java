package portcullis.respond;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portcullis.fact.Refused;

/** The responders that we ship follow the rules that we give to others. */
final class ResponderStyleTest {
    private static final Policies POLICIES = Policies.in(Path.of("policies"));

    static List<String> names() throws Refused {
        return POLICIES.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aResponderIsAPage(String name) throws IOException {
        assertThat(lines(name))
                .hasSizeLessThanOrEqualTo(60)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(140));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aResponderCompilesStatically(String name) throws IOException {
        assertThat(lines(name).get(0)).doesNotContain("// dynamic");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aResponderIsInTheTable(String name) throws IOException {
        assertThat(Files.readString(Path.of("policies/README.md"))).contains("`" + name + "`");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aResponderNeverMentionsRules(String name) throws IOException {
        assertThat(lines(name)).noneMatch(line -> line.contains("rules/") || line.contains(".drl"));
    }

    @Test
    void allAreInOrder() throws Refused {
        assertThat(Responders.problems(POLICIES, Folder.THREADS)).isEmpty();
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(POLICIES.file(name));
    }
}
