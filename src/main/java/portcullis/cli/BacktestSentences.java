package portcullis.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portcullis.fact.Words;
import portcullis.scenario.backtest.Compared;

/** Tells in whose treatment two sets of rules differ, as a person would. */
final class BacktestSentences implements BacktestReport {
    private final PrintWriter out;

    BacktestSentences(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void recording(Compared compared) {
        boolean isQuiet = compared.changes().isEmpty()
                && compared.spared().isEmpty()
                && compared.innocents().isEmpty();
        if (isQuiet) return;
        out.println(Plain.text(compared.recording()));
        compared.changes()
                .forEach(change -> line(change.what().words(), change.source().toString(), words(change)));
        for (Compared.Spared spared : compared.spared())
            line(
                    "spared",
                    spared.source().toString(),
                    spared.seen().rule() + " at "
                            + AccountSentences.time(spared.seen().at()) + ", but " + spared.why()
                            + (spared.isNew() ? "" : "; as before"));
        for (Compared.Innocent innocent : compared.innocents())
            line(
                    "INNOCENT",
                    innocent.source().toString(),
                    "blocked by " + innocent.seen().rule() + (innocent.isNew() ? "" : "; as before"));
    }

    private void line(String what, String source, String words) {
        out.println(String.format("  %-17s %-15s %s", what, source, Plain.text(words)));
    }

    private static String words(Compared.Change change) {
        if (change.by() > 0) {
            return "by " + Sentences.length(change.by()) + ": " + words(change.now()) + ", not "
                    + words(change.before());
        }
        return change.now().isPresent() ? words(change.now()) : "was " + words(change.before());
    }

    private static String words(Optional<Compared.Seen> seen) {
        return seen.map(one -> one.rule() + " at " + AccountSentences.time(one.at())
                        + one.span().map(span -> ", for " + Words.span(span)).orElse(""))
                .orElse("");
    }

    @Override
    public void ends(List<Compared> all) {
        long probes = all.stream().mapToLong(Compared::probes).sum();
        out.printf(
                Locale.ROOT,
                "%s: %,d newly blocked, %,d no longer, %,d earlier, %,d later; %,d newly told of, %,d no longer; %,d spared by the guard; %,d innocent blocked%n",
                Words.count(probes, "probe"),
                count(all, Compared.What.NEWLY_BLOCKED),
                count(all, Compared.What.NO_LONGER_BLOCKED),
                count(all, Compared.What.EARLIER),
                count(all, Compared.What.LATER),
                count(all, Compared.What.NEWLY_TOLD),
                count(all, Compared.What.NO_LONGER_TOLD),
                all.stream().mapToLong(one -> one.spared().size()).sum(),
                all.stream().mapToLong(one -> one.innocents().size()).sum());
        out.flush();
    }

    static long count(List<Compared> all, Compared.What what) {
        return all.stream()
                .flatMap(one -> one.changes().stream())
                .filter(change -> change.what() == what)
                .count();
    }
}
