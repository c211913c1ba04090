package portcullis.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Words;
import portcullis.scenario.score.Baseline;
import portcullis.scenario.score.Scored;
import portcullis.scenario.score.Total;

/** Tells a score as a person would: a line for each address that is found, missed or blamed, then the sums. */
final class ScoreSentences implements ScoreReport {
    /** Of one capture; a reflection attack may have thousands, and JSON has them all. */
    private static final int MOST_BLAMED = 10;

    private static final String ROW = "%-24s %8s %8s %7s %8s %7s %7s %8s %9s %11s";

    private final PrintWriter out;
    private int captures;

    ScoreSentences(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void capture(Scored scored) {
        captures++;
        String apart = scored.label().apart().map(name -> " (" + name + ")").orElse("");
        for (Scored.Found found : scored.found())
            line("found", scored, found.alarm().source(), whenFound(found) + apart);
        for (Scored.Missed missed : scored.missed()) line("missed", scored, missed.source(), missed.why() + apart);
        scored.blamed().stream().limit(MOST_BLAMED).forEach(blamed -> blamed(scored, blamed));
        if (scored.blamed().size() > MOST_BLAMED)
            out.println("blamed   and " + Words.count(scored.blamed().size() - MOST_BLAMED, "other")
                    + " in the same capture");
    }

    private void blamed(Scored scored, Scored.Blamed blamed) {
        Alarm alarm = blamed.alarm();
        String words = alarm.rule() + ": " + Plain.text(alarm.reason()) + Sentences.ports(alarm);
        line("blamed", scored, alarm.source(), words + (blamed.isBlocked() ? "; blocked" : "; not blocked"));
    }

    private static String whenFound(Scored.Found found) {
        return String.format(
                Locale.ROOT,
                "%s, after %s and %s; %s",
                found.alarm().rule(),
                Words.count(found.ports(), "port"),
                Sentences.length(found.nanos()),
                found.isBlocked() ? "blocked" : "not blocked");
    }

    private void line(String word, Scored scored, Address source, String words) {
        out.println(String.format(
                "%-8s %-40s %-15s %s", word, Plain.text(scored.label().path()), source, Plain.text(words)));
    }

    @Override
    public void ends(List<Total> totals, Optional<Baseline.Comparison> comparison) {
        out.printf("%n%s%n", Words.count(captures, "capture") + " scored");
        String of = "";
        for (Total total : totals) {
            if (!total.of().equals(of)) heading(total.of());
            of = total.of();
            row(total);
        }
        comparison.ifPresent(this::compared);
    }

    private void heading(String of) {
        String words = switch (of) {
            case "class" -> "by class";
            case "apart" -> "counted apart";
            default -> "by tag, all of these";
        };
        out.println();
        out.println(String.format(
                ROW,
                words,
                "captures",
                "expected",
                "found",
                "blocked",
                "missed",
                "blamed",
                "blocked",
                "captures",
                "at port"));
    }

    private void row(Total total) {
        out.println(String.format(
                ROW,
                Plain.text(total.name()),
                total.captures(),
                total.expected(),
                total.found(),
                total.foundBlocked(),
                total.missed(),
                total.blamed(),
                total.blamedBlocked(),
                total.capturesWithBlamed(),
                ports(total)));
    }

    /** Half of those found were found by then, and the last. */
    private static String ports(Total total) {
        OptionalInt most = total.mostPorts();
        return most.isEmpty() ? "-" : total.medianPorts().getAsInt() + ", " + most.getAsInt();
    }

    private void compared(Baseline.Comparison comparison) {
        out.println();
        comparison
                .changes()
                .forEach(change -> out.println(
                        String.format("now %-8s %-40s %s", change.what(), Plain.text(change.path()), change.source())));
        out.println(Words.count(comparison.compared(), "capture") + " compared with the baseline: "
                + (comparison.isWorse() ? "worse; " + String.join("; ", comparison.worse()) : "not worse"));
    }
}
