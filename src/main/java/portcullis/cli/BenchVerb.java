package portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portcullis.bench.Bench;
import portcullis.bench.BenchFailed;
import portcullis.bench.Figure;
import portcullis.bench.Load;
import portcullis.bench.Sheet;

/** {@code portcullis bench}: how fast it is on this machine, beside what the same work costs at least. */
@Command(
        name = "bench",
        description =
                "Measures the program beside floors that it builds itself where there is a C compiler. Touches nothing of"
                        + " this host; needs up to 4 GB in the folder for temporary files (java.io.tmpdir).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis bench replay --smoke"})
final class BenchVerb implements Callable<Integer> {
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Bench.words().iterator();
        }
    }

    @Parameters(
            paramLabel = "WHAT",
            arity = "1..*",
            completionCandidates = Names.class,
            description = "one or more of ${COMPLETION-CANDIDATES}")
    private List<String> words = List.of();

    @Option(names = "--json", description = "one JSON object a figure, as docs/json.md says")
    private boolean json;

    @Option(
            names = "--smoke",
            description = "small inputs, one round: shows that all of it runs; the figures mean nothing")
    private boolean smoke;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often each contender runs (default: ${DEFAULT-VALUE})")
    private int rounds = Load.LEAST_ROUNDS;

    @Option(
            names = "--packets",
            paramLabel = "N",
            description =
                    "length of the shorter capture of a replay; of rules, probes that go before, up to 2,000,000 (default: ${DEFAULT-VALUE})")
    private int packets = Load.USUAL_PACKETS;

    @Option(
            names = "--against",
            paramLabel = "COMMAND",
            description = "a rival's command, in quotes; the word FILE in it becomes the input")
    private String against = "";

    @Option(
            names = "--java",
            paramLabel = "HOME",
            description =
                    "of start: the Java to start with instead of the one that runs this; several, each after a --java"
                            + " of its own, stand side by side")
    private List<Path> javas = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        List<Bench> benches = words.stream().map(this::bench).toList();
        try {
            for (Bench bench : benches) show(bench.run(load()));
            return Exit.FINE;
        } catch (BenchFailed e) {
            err.println(Plain.text(String.valueOf(e.getMessage())));
            return Exit.UNAVAILABLE;
        }
    }

    private Bench bench(String word) {
        return Bench.of(word)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "bench knows " + String.join(", ", Bench.words()) + ", not " + word));
    }

    private Load load() {
        Path home = Rules.home();
        PrintWriter err = spec.commandLine().getErr();
        return new Load(
                smoke,
                smoke ? 1 : rounds,
                packets,
                against.isBlank() ? List.of() : List.of(against.strip().split(" +")),
                javas,
                home,
                Path.of(System.getProperty(
                        "portcullis.launcher", home.resolve("portcullis").toString())),
                Rules.cache(),
                sentence -> err.println(Plain.text(sentence)));
    }

    private void show(Sheet sheet) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) json(out, sheet);
        else table(out, sheet);
        out.flush();
    }

    private static void table(PrintWriter out, Sheet sheet) {
        out.println(sheet.bench() + ", on " + sheet.machine().sentence());
        for (Figure figure : sheet.figures()) {
            String floor = figure.floor().isEmpty()
                    ? figure.against()
                    : number(figure.floor().getAsDouble()) + "  x "
                            + number(figure.ratio().orElse(0)) + "  " + figure.against();
            out.printf(
                    Locale.ROOT, "  %-52s %9s %-8s %9s%n", figure.what(), number(figure.ours()), figure.unit(), floor);
        }
        sheet.notes().forEach(note -> out.println("  " + note));
        out.printf(Locale.ROOT, "  the same thing took up to %.2f times as long from run to run%n", sheet.noise());
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, figure >= 1000 ? "%,.0f" : figure >= 100 ? "%.1f" : "%.3f", figure);
    }

    private static void json(PrintWriter out, Sheet sheet) {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            for (Figure figure : sheet.figures()) figure(json, sheet, figure);
            machine(json, sheet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void figure(JsonGenerator json, Sheet sheet, Figure figure) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", "figure");
        json.writeStringField("bench", sheet.bench());
        json.writeStringField("what", figure.what());
        json.writeStringField("unit", figure.unit());
        json.writeNumberField("ours", figure.ours());
        if (figure.floor().isPresent())
            json.writeNumberField("floor", figure.floor().getAsDouble());
        if (figure.ratio().isPresent())
            json.writeNumberField("ratio", figure.ratio().getAsDouble());
        json.writeStringField("against", figure.against());
        json.writeNumberField("runs", figure.runs());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void machine(JsonGenerator json, Sheet sheet) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", "machine");
        json.writeStringField("bench", sheet.bench());
        json.writeNumberField("cores", sheet.machine().cores());
        json.writeStringField("processor", sheet.machine().processor());
        json.writeStringField("kernel", sheet.machine().kernel());
        json.writeStringField("java", sheet.machine().java());
        json.writeNumberField("noise", sheet.noise());
        json.writeArrayFieldStart("notes");
        for (String note : sheet.notes()) json.writeString(note);
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
