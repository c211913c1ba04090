package portcullis.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portcullis.config.Settings;
import portcullis.fact.Refused;
import portcullis.journal.Archive;
import portcullis.journal.JournalFailed;
import portcullis.scenario.backtest.Backtest;
import portcullis.scenario.backtest.Compared;
import portcullis.scenario.score.Label;
import portcullis.scenario.score.LabelFile;
import portcullis.watch.Rehearsals;

/** {@code portcullis backtest}: whom would these rules have treated otherwise than those? */
@Command(
        name = "backtest",
        description =
                "Plays what a journal or captures hold before two sets of rules, and tells who is blocked newly, no longer, earlier or later.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        footer = {
            "",
            "Example: portcullis backtest --against rules --labels test-scenarios/captures/labels.tsv",
            "Of a watcher: portcullis backtest --against HEAD~1 --rules /etc/portcullis/rules --journal 30d"
        })
final class BacktestVerb implements Callable<Integer> {
    @Option(
            names = "--against",
            paramLabel = "FOLDER|REVISION",
            required = true,
            description =
                    "the rules that those of --rules are held against: a folder, or a revision of the git repository in which --rules lies")
    private String against;

    @Option(
            names = "--labels",
            paramLabel = "LABELS.tsv",
            description = "captures whose truth is known, as for score: exit code 1 if an innocent would be blocked")
    private Path labels;

    @Option(
            names = "--captures",
            paramLabel = "FOLDER",
            description = "where the captures of --labels lie; without it, where the labels lie")
    private Path captures;

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @Mixin
    private Archived archived = new Archived();

    @Mixin
    private Captured captured = new Captured();

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused, JournalFailed {
        if (captured.isAny() && labels != null)
            throw new ParameterException(spec.commandLine(), "--capture and --labels exclude each other");
        if (Files.isDirectory(Path.of(against))) return compare(Path.of(against));
        try (Revision revision = Revision.of(against, rules.rulesFolder())) {
            return compare(revision.rules());
        }
    }

    private int compare(Path otherRules) throws Refused, JournalFailed {
        if (labels != null) return ofLabels(otherRules);
        return captured.isAny() ? ofCaptures(otherRules) : archived.reading(archive -> ofJournal(otherRules, archive));
    }

    private int ofLabels(Path otherRules) throws Refused, JournalFailed {
        if (!Files.isRegularFile(labels))
            throw new ParameterException(spec.commandLine(), "there is no file " + labels);
        List<Label> read = LabelFile.read(labels, captures == null ? labels.resolveSibling("") : captures, Set.of());
        return with(otherRules, rules.settings(), backtest -> {
            List<Compared> all = new ArrayList<>();
            for (Label label : read) all.add(backtest.ofLabel(label));
            return all;
        });
    }

    private int ofCaptures(Path otherRules) throws Refused, JournalFailed {
        String name = captured.files().stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", "));
        return with(
                otherRules,
                rules.settings(),
                backtest -> List.of(backtest.ofCaptures(name, captured.recording(), captured.whose())));
    }

    private int ofJournal(Path otherRules, Archive archive) throws JournalFailed, Refused {
        long since = archived.since(archive);
        Optional<String> then = archive.settings(Long.MAX_VALUE / 2);
        Settings settings = then.isPresent() ? rules.settingsOver(then.get()) : rules.settings();
        return with(
                otherRules,
                settings,
                backtest -> List.of(backtest.ofJournal(
                        archived.file().toString(),
                        sink -> archive.touches(since, Long.MAX_VALUE, sink),
                        archive.guarded(since))));
    }

    private interface Playing {
        List<Compared> play(Backtest backtest) throws Refused, JournalFailed;
    }

    private int with(Path otherRules, Settings settings, Playing playing) throws Refused, JournalFailed {
        PrintWriter out = spec.commandLine().getOut();
        BacktestReport report = json ? new BacktestJson(out) : new BacktestSentences(out);
        try (Rehearsals now = rules.rehearsals();
                Rehearsals before = rules.rehearsals(otherRules)) {
            now.prepare(settings);
            before.prepare(settings);
            List<Compared> all = playing.play(new Backtest(now, before, settings));
            all.forEach(report::recording);
            report.ends(all);
            return exit(all);
        }
    }

    private int exit(List<Compared> all) {
        PrintWriter err = spec.commandLine().getErr();
        List<String> troubles =
                all.stream().flatMap(one -> one.troubles().stream()).distinct().toList();
        List<String> damage = all.stream().flatMap(one -> one.damage().stream()).toList();
        troubles.stream().map(Plain::text).forEach(err::println);
        damage.stream().map(Plain::text).forEach(err::println);
        if (!troubles.isEmpty()) return Exit.CONFIGURATION;
        if (!damage.isEmpty()) return Exit.DAMAGED;
        return all.stream().allMatch(one -> one.innocents().isEmpty()) ? Exit.FINE : Exit.FAILED;
    }
}
