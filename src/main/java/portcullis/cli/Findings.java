package portcullis.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portcullis.fact.Problem;
import portcullis.fact.Problem.Weight;
import portcullis.fact.Words;

/** What {@code check} found: errors, then warnings, then notes. */
final class Findings {
    private final List<Problem> problems;
    private final boolean strict;

    /** @param strict whether a warning is as bad as an error */
    Findings(List<Problem> problems, boolean strict) {
        this.problems = problems;
        this.strict = strict;
    }

    boolean isFine() {
        return of(Weight.ERROR).isEmpty() && (!strict || of(Weight.WARNING).isEmpty());
    }

    private List<Problem> of(Weight weight) {
        return problems.stream().filter(problem -> problem.weight() == weight).toList();
    }

    /** @param scenarios how many were read */
    void print(PrintWriter out, PrintWriter err, int scenarios, boolean notes) {
        of(Weight.ERROR).forEach(problem -> Excerpt.print(problem, err));
        of(Weight.WARNING).forEach(problem -> Excerpt.print(problem, err));
        if (notes) of(Weight.NOTE).forEach(problem -> Excerpt.print(problem, out));
        else if (!of(Weight.NOTE).isEmpty())
            out.println(Words.count(of(Weight.NOTE).size(), "note")
                    + " on rules that rest or are slow: --notes shows them");
        if (isFine() && of(Weight.WARNING).isEmpty()) out.println(inOrder(scenarios));
        else err.println(sum());
    }

    private static String inOrder(int scenarios) {
        return scenarios == 0
                ? "settings, rules and responders are in order"
                : "settings, rules, responders and " + Words.count(scenarios, "scenario") + " are in order";
    }

    private String sum() {
        List<String> counts = new ArrayList<>();
        if (!of(Weight.ERROR).isEmpty()) counts.add(Words.count(of(Weight.ERROR).size(), "problem"));
        if (!of(Weight.WARNING).isEmpty())
            counts.add(Words.count(of(Weight.WARNING).size(), "warning"));
        return String.join(", ", counts);
    }

    void write(JsonObjects objects) {
        JsonGenerator json = objects.json();
        for (Problem each : problems) {
            Excerpt excerpt = Excerpt.of(each);
            Problem problem = excerpt.problem();
            objects.object("problem", () -> {
                json.writeStringField("weight", problem.weight().name().toLowerCase(Locale.ROOT));
                if (!problem.file().isEmpty()) json.writeStringField("file", problem.file());
                if (problem.line() > 0) json.writeNumberField("line", problem.line());
                if (problem.column() > 0) json.writeNumberField("column", problem.column());
                json.writeStringField("found", problem.found());
                if (!problem.hint().isEmpty()) json.writeStringField("hint", problem.hint());
                if (excerpt.line().isPresent())
                    json.writeStringField("text", excerpt.line().get());
            });
        }
        objects.object("checked", () -> {
            json.writeNumberField("errors", of(Weight.ERROR).size());
            json.writeNumberField("warnings", of(Weight.WARNING).size());
            json.writeNumberField("notes", of(Weight.NOTE).size());
        });
        objects.flush();
    }
}
