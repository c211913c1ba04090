package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portcullis.fact.Refused;
import portcullis.fact.Words;
import portcullis.journal.JournalFailed;
import portcullis.journal.Shadowed;
import portcullis.watch.Promotion;

/** {@code portcullis promote}: takes a rule off probation. */
@Command(
        name = "promote",
        description = {
            "Shows what a rule marked @shadow would have blocked, by the journal, and takes the mark away.",
            "Refuses where the guard would have had to spare somebody, unless --anyway says so."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis promote knocks --days 14 --dry-run"})
final class PromoteVerb implements Callable<Integer> {
    @Parameters(paramLabel = "RULE", description = "the id of a rule")
    private String rule;

    @Option(names = "--days", paramLabel = "N", description = "how far to look back (default: ${DEFAULT-VALUE})")
    private int days = 7;

    @Option(
            names = "--anyway",
            description = "promote it though the guard would have spared somebody; the journal keeps that")
    private boolean anyway;

    @Option(names = "--dry-run", description = "only show")
    private boolean dryRun;

    @Option(names = "--journal", paramLabel = "FILE", description = "the watcher's journal (default: ${DEFAULT-VALUE})")
    private Path journal = Path.of("/var/lib/portcullis/journal.db");

    @Option(names = "--json", description = "as JSON objects, one a line, as docs/json.md says")
    private boolean json;

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private enum Result {
        PROMOTED,
        REFUSED,
        SHOWN;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws Refused {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (days < 1)
            throw new CommandLine.ParameterException(spec.commandLine(), "--days " + days + " is no day at all");
        if (!Files.exists(journal)) {
            err.println("there is no journal " + journal + "; --journal names it");
            return Exit.UNAVAILABLE;
        }
        try (Promotion promotion =
                Promotion.of(rules.rulesFolder(), rules.settings().literals(), journal, rule, Duration.ofDays(days))) {
            Result result = result(promotion);
            if (result == Result.PROMOTED) promotion.carryOut(System.getProperty("user.name"));
            if (json) objects(promotion, result, out);
            else sentences(promotion, result, out);
            return result == Result.REFUSED ? Exit.FAILED : Exit.FINE;
        } catch (JournalFailed e) {
            err.println(e.getMessage());
            return Exit.UNAVAILABLE;
        } catch (IOException e) {
            err.println("the rule's file cannot be written, and stays as it is: " + e);
            return Exit.NOT_PERMITTED;
        }
    }

    private Result result(Promotion promotion) {
        if (dryRun) return Result.SHOWN;
        return promotion.guarded().isEmpty() || anyway ? Result.PROMOTED : Result.REFUSED;
    }

    private void sentences(Promotion promotion, Result result, PrintWriter out) {
        out.println(rule + ", " + promotion.file() + ":" + promotion.line() + ": "
                + Words.count(
                        promotion.would().stream()
                                .map(Shadowed::source)
                                .distinct()
                                .count(),
                        "source")
                + " in the last " + Words.count(days, "day"));
        promotion.would().forEach(one -> out.println(line(one)));
        String names = promotion.guarded().stream()
                .map(one -> one.source().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        out.println(
                switch (result) {
                    case PROMOTED ->
                        "promoted: @shadow is gone from " + promotion.file()
                                + "; a watcher takes it up by itself, or at `portcullis reload`";
                    case REFUSED ->
                        "refused: the guard would have had to spare " + names + "; --anyway promotes it all the same";
                    case SHOWN ->
                        names.isEmpty()
                                ? "nothing was changed; nobody speaks against it"
                                : "nothing was changed; the guard would have had to spare " + names;
                });
    }

    private static String line(Shadowed one) {
        String what = one.isGuarded() ? "guarded" : "would " + one.decision();
        String span = one.isBlocked() ? "for " + Words.span(one.span()) + ", " : "";
        return Plain.text(String.format(
                "%-12s %-15s %s (%s, last at %s)",
                what,
                one.source(),
                span + one.why(),
                Words.count(one.times(), "time"),
                Instant.ofEpochSecond(0, one.last()).truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
    }

    private void objects(Promotion promotion, Result result, PrintWriter out) {
        JsonObjects objects = new JsonObjects(out);
        RfcTime times = new RfcTime();
        for (Shadowed one : promotion.would())
            objects.object("shadow", () -> {
                objects.json().writeStringField("source", one.source().toString());
                objects.json().writeStringField("would", one.isGuarded() ? "spare" : one.decision());
                objects.json().writeBooleanField("guarded", one.isGuarded());
                if (one.isBlocked())
                    objects.json().writeNumberField("span_s", one.span().toMillis() / 1000.0);
                objects.json().writeStringField("why", one.why());
                objects.json().writeNumberField("times", one.times());
                objects.json().writeStringField("first", times.text(one.first()));
                objects.json().writeStringField("last", times.text(one.last()));
            });
        List<String> guarded = promotion.guarded().stream()
                .map(one -> one.source().toString())
                .distinct()
                .toList();
        objects.object("promotion", () -> {
            objects.json().writeStringField("rule", rule);
            objects.json().writeStringField("file", promotion.file().toString());
            objects.json().writeNumberField("days", days);
            objects.json().writeStringField("result", result.word());
            objects.json().writeArrayFieldStart("guarded");
            for (String source : guarded) objects.json().writeString(source);
            objects.json().writeEndArray();
        });
        objects.flush();
    }
}
