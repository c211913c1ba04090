package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portcullis.config.Settings;
import portcullis.fact.Refused;
import portcullis.fact.Transport;
import portcullis.scenario.SlowestScan;
import portcullis.scenario.coverage.Covered;
import portcullis.scenario.coverage.Matrix;
import portcullis.scenario.coverage.Recorded;
import portcullis.watch.Rehearsals;

/** {@code portcullis coverage}: what is found of which scan, from recordings rather than from promises. */
@Command(
        name = "coverage",
        description = "Replays every recorded scan technique and harmless kind, and says what is found by which rule.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis coverage --matrix"})
final class CoverageVerb implements Callable<Integer> {
    private static final List<Integer> PORTS = List.of(3, 5, 10, 20, SlowestScan.MOST_PORTS);

    @Option(
            names = "--matrix",
            required = true,
            description = "technique by pace by family, then harmless traffic, then the slowest scan that is found")
    private boolean matrix;

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @Option(names = "--write", description = "write docs/coverage.md instead of printing it")
    private boolean write;

    @Option(
            names = "--captures",
            paramLabel = "FOLDER",
            description = "where the folders matrix and benign are; without it, test-scenarios/captures")
    private Path captures = Rules.home().resolve("test-scenarios/captures");

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused, IOException {
        if (write) onlyWhatIsShipped();
        List<Recorded> recordings = new ArrayList<>(Matrix.recordings(captures.resolve("matrix")));
        recordings.addAll(Matrix.recordings(captures.resolve("benign")));
        Settings settings = rules.settings();
        List<Covered> covered = new ArrayList<>();
        Map<SlowestScan.Scan, Optional<Duration>> slowest = new LinkedHashMap<>();
        try (Rehearsals rehearsals = rules.rehearsals()) {
            rehearsals.prepare(settings);
            Matrix rows = new Matrix(rehearsals, settings);
            for (Recorded recorded : recordings) covered.add(rows.cover(recorded));
            SlowestScan search = new SlowestScan(rehearsals, settings);
            for (SlowestScan.Scan scan : scans()) slowest.put(scan, search.gap(scan));
        }
        tell(covered, slowest);
        return troubles(covered) ? Exit.DAMAGED : Exit.FINE;
    }

    /** The page says that it is of the standard settings. */
    private void onlyWhatIsShipped() {
        for (String option : List.of("--settings", "--set", "--mode", "--rules", "--captures")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option))
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--write is for what is shipped, so not with " + option);
        }
    }

    private static List<SlowestScan.Scan> scans() {
        List<SlowestScan.Scan> scans = new ArrayList<>();
        for (Transport transport : List.of(Transport.TCP, Transport.UDP))
            for (int version : List.of(4, 6))
                for (int ports : PORTS) scans.add(new SlowestScan.Scan(transport, version, ports));
        return scans;
    }

    private void tell(List<Covered> covered, Map<SlowestScan.Scan, Optional<Duration>> slowest) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            CoverageJson.tell(out, covered, slowest);
            return;
        }
        String page = new CoveragePage(covered, slowest).text();
        if (write) Files.writeString(Rules.home().resolve("docs/coverage.md"), page);
        else out.print(page);
        out.flush();
    }

    private boolean troubles(List<Covered> covered) {
        PrintWriter err = spec.commandLine().getErr();
        boolean any = false;
        for (Covered each : covered) {
            for (String trouble : each.troubles()) {
                err.println(Plain.text(each.recorded().name() + ": " + trouble));
                any = true;
            }
        }
        return any;
    }
}
