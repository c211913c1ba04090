package portcullis.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import portcullis.scenario.Tested;

/** Tells how each scenario went. */
final class TestSentences {
    private static final String INDENT = "        ";

    private TestSentences() {}

    /** What is wrong: problems with their lines, or the marked timeline. */
    static List<String> details(Tested test) {
        StringWriter problems = new StringWriter();
        PrintWriter out = new PrintWriter(problems);
        test.problems().forEach(problem -> Excerpt.print(problem, out));
        List<String> lines = new ArrayList<>(problems.toString().lines().toList());
        test.account().stream().map(Plain::text).forEach(lines::add);
        return lines;
    }

    static void print(String word, Tested test, PrintWriter out) {
        out.println(word + " " + test.file());
        details(test).forEach(line -> out.println(INDENT + line));
    }
}
