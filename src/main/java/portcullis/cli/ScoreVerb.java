package portcullis.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import portcullis.config.Settings;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.scenario.score.Baseline;
import portcullis.scenario.score.Label;
import portcullis.scenario.score.LabelFile;
import portcullis.scenario.score.Score;
import portcullis.scenario.score.Scored;
import portcullis.scenario.score.Scorer;
import portcullis.watch.Rehearsals;

/** {@code portcullis score}: captures whose truth is known go in; who was found, missed and falsely blamed comes out. */
@Command(
        name = "score",
        description =
                "Replays labelled captures and tells which scanners were found, missed, and who was falsely blamed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis score test-scenarios/captures/labels.tsv"})
final class ScoreVerb implements Callable<Integer> {
    @Parameters(
            paramLabel = "LABELS.tsv",
            description = "one line for each capture and victim, as docs/scoring.md says")
    private Path labels;

    @Option(
            names = "--captures",
            paramLabel = "FOLDER",
            description = "where the captures lie; without it, where the labels lie")
    private Path captures;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            split = ",",
            description = "only captures of these classes; without it, all but linktype and malformed")
    private Set<String> classes = new LinkedHashSet<>();

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "what --json wrote earlier: exit code 1 if this score is worse")
    private Path baseline;

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        PrintWriter out = spec.commandLine().getOut();
        ScoreReport report = json ? new ScoreJson(out) : new ScoreSentences(out);
        Settings settings = rules.settings();
        List<Label> read = LabelFile.read(present(labels), folder(), classes);
        Optional<Baseline> before =
                baseline == null ? Optional.empty() : Optional.of(BaselineFile.read(present(baseline)));
        Score score = new Score();
        try (Rehearsals rehearsals = rules.rehearsals()) {
            rehearsals.prepare(settings);
            play(new Scorer(rehearsals, settings), read, score, report);
        }
        Optional<Baseline.Comparison> comparison = before.map(then -> then.compare(score.captures()));
        if (comparison.isPresent() && comparison.get().compared() == 0) throw nothingInCommon();
        report.ends(score.totals(), comparison);
        out.flush();
        return exit(score, comparison);
    }

    private void play(Scorer scorer, List<Label> read, Score score, ScoreReport report) throws Refused {
        DoubleConsumer progress = ReplayVerb.progress(spec.commandLine().getErr(), "scoring");
        for (int i = 0; i < read.size(); i++) {
            Scored scored = scorer.score(read.get(i));
            score.add(scored);
            report.capture(scored);
            progress.accept((i + 1.0) / read.size());
        }
    }

    private int exit(Score score, Optional<Baseline.Comparison> comparison) {
        PrintWriter err = spec.commandLine().getErr();
        List<String> damage =
                score.captures().stream().flatMap(one -> one.damage().stream()).toList();
        List<String> troubles = score.captures().stream()
                .flatMap(one -> one.ruleTroubles().stream())
                .distinct()
                .toList();
        damage.stream().map(Plain::text).forEach(err::println);
        troubles.stream().map(Plain::text).forEach(err::println);
        if (!troubles.isEmpty()) return Exit.CONFIGURATION;
        if (!damage.isEmpty()) return Exit.DAMAGED;
        return comparison.filter(Baseline.Comparison::isWorse).isPresent() ? Exit.FAILED : Exit.FINE;
    }

    private Refused nothingInCommon() {
        return new Refused(List.of(new Problem(
                baseline.toString(), 0, 0, "none of these captures is in it", "compare scores of the same labels")));
    }

    private Path folder() {
        if (captures == null) return labels.resolveSibling("");
        if (!Files.isDirectory(captures))
            throw new ParameterException(spec.commandLine(), "there is no folder " + captures);
        return captures;
    }

    private Path present(Path file) {
        if (!Files.isRegularFile(file)) throw new ParameterException(spec.commandLine(), "there is no file " + file);
        return file;
    }
}
