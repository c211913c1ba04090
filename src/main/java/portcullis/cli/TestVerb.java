package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portcullis.fact.Refused;
import portcullis.scenario.Accept;
import portcullis.scenario.Rehearsal;
import portcullis.scenario.Scenario;
import portcullis.watch.Rehearsals;

/** {@code portcullis test}: scenarios, from packets to the firewall change. */
@Command(
        name = "test",
        description = "Plays scenarios and compares all that happens with what they expect.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis test test-scenarios/hello"})
final class TestVerb implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "scenarios or folders of them; without it, test-scenarios")
    private List<Path> paths = List.of(Rules.home().resolve("test-scenarios"));

    @Option(names = "--accept", description = "write what happened into the scenarios that failed, for review")
    private boolean accept;

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private static final String HARMLESS = "harmless";

    private int passed;
    private int failed;
    private final List<String> blamed = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Rehearsals rehearsals = rules.rehearsals()) {
            for (Path file : files()) play(file, rehearsals, out);
        }
        if (passed + failed == 0) spec.commandLine().getErr().println("no scenario found");
        if (!blamed.isEmpty()) out.println("refused: harmless traffic is blamed: " + String.join(", ", blamed));
        out.println(passed + " passed, " + failed + " failed");
        return failed > 0 || passed == 0 ? Exit.FAILED : Exit.FINE;
    }

    /** Scenarios that must fail are played only when named. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> found = Files.walk(path)) {
                found.filter(file -> file.toString().endsWith(".scenario"))
                        .filter(file -> path.toString().contains("broken-on-purpose")
                                || !file.toString().contains("broken-on-purpose"))
                        .sorted()
                        .forEach(files::add);
            } catch (java.nio.file.NoSuchFileException e) {
                throw new CommandLine.ParameterException(spec.commandLine(), "there is no " + path);
            }
        }
        return files;
    }

    private void play(Path file, Rehearsals rehearsals, PrintWriter out) throws IOException {
        try {
            Scenario scenario = Scenario.read(file);
            Rehearsal.Result result = Rehearsal.play(scenario, rehearsals);
            report(file, result, out);
        } catch (Refused refused) {
            failed++;
            out.println("failed  " + file);
            refused.problems().forEach(problem -> out.println("        " + problem));
        }
    }

    private void report(Path file, Rehearsal.Result result, PrintWriter out) throws IOException {
        if (result.isPassed()) {
            passed++;
            out.println("passed  " + file);
            return;
        }
        if (accept && result.problems().isEmpty()) {
            Accept.into(file, result.happened());
            passed++;
            out.println("written " + file);
        } else {
            failed++;
            out.println("failed  " + file);
            if (isHarmless(file)) blamed.add(file.getFileName().toString().replace(".scenario", ""));
        }
        result.problems().forEach(problem -> out.println("        " + problem));
        result.difference().forEach(line -> out.println("        " + line));
    }

    /** What stands in a folder of this name is traffic that no rule may blame anybody for. */
    private static boolean isHarmless(Path file) {
        return file.toAbsolutePath().getParent().endsWith(HARMLESS);
    }
}
