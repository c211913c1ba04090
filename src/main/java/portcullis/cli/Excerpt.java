package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import portcullis.fact.Problem;

/** A problem as a person is shown it: what is wrong, and below it the line with a mark under the column. */
final class Excerpt {
    private static final int WIDEST = 120;
    private static final int BEFORE = 80;
    private static final long LARGEST = 1 << 20;

    private final Problem problem;
    private final Optional<String> line;

    private Excerpt(Problem problem, Optional<String> line) {
        this.problem = problem;
        this.line = line;
    }

    /** What is wrong with a whole line stands at its first word. */
    static Excerpt of(Problem problem) {
        Optional<String> line = line(problem);
        if (line.isEmpty() || problem.column() > 0) return new Excerpt(problem, line);
        String text = line.get();
        int column = text.length() - text.stripLeading().length() + 1;
        return new Excerpt(
                new Problem(problem.weight(), problem.file(), problem.line(), column, problem.found(), problem.hint()),
                line);
    }

    static void print(Problem problem, PrintWriter out) {
        Excerpt.of(problem).print(out);
    }

    Problem problem() {
        return problem;
    }

    /** The line itself, where it can be read. */
    Optional<String> line() {
        return line;
    }

    private void print(PrintWriter out) {
        out.println(Plain.text(problem.toString()));
        line.ifPresent(text -> marked(text, out));
    }

    private void marked(String text, PrintWriter out) {
        int column = Math.min(problem.column() - 1, text.length());
        int from = column > BEFORE ? column - BEFORE : 0;
        String shown = text.substring(from, Math.min(text.length(), from + WIDEST));
        out.printf("%6d | %s%n", problem.line(), Plain.text(shown.replace('\t', ' ')));
        out.println("       | " + " ".repeat(column - from) + "^");
    }

    private static Optional<String> line(Problem problem) {
        if (problem.line() < 1 || problem.file().isEmpty()) return Optional.empty();
        try {
            Path file = Path.of(problem.file());
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) return Optional.empty();
            String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
            if (problem.line() > lines.length) return Optional.empty();
            return Optional.of(lines[problem.line() - 1].stripTrailing());
        } catch (IOException | InvalidPathException unreadable) { // then the sentence must do
            return Optional.empty();
        }
    }
}
