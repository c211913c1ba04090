package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portcullis.scenario.Accept;
import portcullis.scenario.RuleCoverage;
import portcullis.scenario.Scenarios;
import portcullis.scenario.Tested;
import portcullis.watch.Abreast;
import portcullis.watch.Abreast.Timed;
import portcullis.watch.Rehearsals;

/** {@code portcullis test}: scenarios, from packets to the firewall change. */
@Command(
        name = "test",
        description = "Plays scenarios and compares all that happens with what they expect.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis test test-scenarios/hello"})
final class TestVerb implements Callable<Integer> {
    private static final String HARMLESS = "harmless";

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "scenarios or folders of them; without it, test-scenarios")
    private List<Path> paths = List.of(Rules.home().resolve("test-scenarios"));

    @Option(names = "--accept", description = "write what happened into the scenarios that failed, for review")
    private boolean accept;

    @Option(names = "--only", paramLabel = "WORD", description = "only those in whose path or sentence the word stands")
    private String only = "";

    @Option(names = "--junit", paramLabel = "FILE", description = "write the outcome there in the XML of JUnit, too")
    private Path junit;

    @Option(names = "--coverage", description = "tell what the scenarios show of each rule and responder")
    private boolean coverage;

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @Option(names = "--watch", description = "test again whenever something is saved, until Ctrl-C")
    private boolean watch;

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!watch) return test();
        List<Path> places = new ArrayList<>(rules.places());
        places.addAll(paths);
        try (Saves saves = Saves.at(places)) {
            do test();
            while (saves.await());
        }
        return Exit.FINE;
    }

    private int test() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Run run = new Run(out);
        try (Rehearsals rehearsals = rules.rehearsals()) {
            Abreast.each(files(), file -> Tested.of(file, rehearsals, coverage), run::take);
            if (coverage && json) new TestJson(out).coverage(run.coverage, rehearsals.responderNames());
            else if (coverage) CoverageSentences.print(run.coverage, rehearsals.responderNames(), out);
        }
        if (junit != null) JunitFile.write(junit, run.tests);
        if (run.tests.isEmpty()) spec.commandLine().getErr().println("no scenario found");
        if (json) new TestJson(out).sum(run.passed, run.failed, run.blamed);
        else sum(run, out);
        out.flush();
        return run.failed > 0 || run.passed == 0 ? Exit.FAILED : Exit.FINE;
    }

    private static void sum(Run run, PrintWriter out) {
        if (!run.blamed.isEmpty()) out.println("refused: harmless traffic is blamed: " + String.join(", ", run.blamed));
        out.println(run.passed + " passed, " + run.failed + " failed");
    }

    private List<Path> files() throws IOException {
        try {
            return Scenarios.at(paths).stream()
                    .filter(file -> only.isEmpty() || Tested.isAbout(file, only))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "there is no " + e.getMessage());
        }
    }

    /** One time through all of them. */
    private final class Run {
        private final PrintWriter out;
        private final List<Timed<Tested>> tests = new ArrayList<>();
        private final List<String> blamed = new ArrayList<>();
        private final RuleCoverage coverage = new RuleCoverage();
        private int passed;
        private int failed;

        Run(PrintWriter out) {
            this.out = out;
        }

        void take(Timed<Tested> timed) {
            Tested test = timed.result();
            tests.add(timed);
            coverage.add(test);
            if (test.isPassed()) {
                passed++;
                tell("passed", timed);
            } else if (accept && test.problems().isEmpty()) {
                passed++;
                accept(test);
                tell("written", timed);
            } else {
                failed++;
                tell("failed", timed);
                if (isHarmless(test.file()) && test.problems().isEmpty()) blamed.add(test.name());
            }
        }

        private void tell(String outcome, Timed<Tested> timed) {
            if (json) new TestJson(out).test(outcome, timed);
            else TestSentences.print(String.format("%-7s", outcome), timed.result(), out);
        }

        private void accept(Tested test) {
            try {
                Accept.into(test.file(), test.happened().orElseThrow());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What stands in a folder of this name is traffic that no rule may blame anybody for. */
    private static boolean isHarmless(Path file) {
        return file.toAbsolutePath().getParent().endsWith(HARMLESS);
    }
}
