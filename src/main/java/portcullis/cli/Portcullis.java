package portcullis.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/** The command line. */
@Command(
        name = "portcullis",
        description =
                "Detects port scans with rules and answers them with scripts; rehearses both on recorded traffic.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ReplayVerb.class,
            TestVerb.class,
            ExplainVerb.class,
            CaptureScenarioVerb.class,
            BacktestVerb.class,
            ScoreVerb.class,
            CheckVerb.class,
            CoverageVerb.class,
            VerifyVerb.class,
            BenchVerb.class,
            WatchVerb.class,
            StatusVerb.class,
            ListVerb.class,
            HistoryVerb.class,
            DigestVerb.class,
            BanVerb.class,
            ReleaseVerb.class,
            ConfirmVerb.class,
            ReloadVerb.class,
            PromoteVerb.class,
            DoctorVerb.class,
            NewVerb.class,
            ImportVerb.class,
            CompletionVerb.class,
            ManVerb.class,
            StopVerb.class
        },
        footer = {
            "",
            "portcullis --yes VERB installs what is missing without asking, and so does CI=true.",
            "Exit codes: 0 fine; 1 a check or test failed; 64 usage; 65 the input is damaged;",
            "69 something that is needed is missing; 77 not permitted; 78 configuration."
        })
public final class Portcullis implements Runnable {
    private static final List<String> TELL_OF_ALL = List.of("completion", "man");
    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a verb");
    }

    /** Runs one command. @return the exit code */
    public static int run(String... words) {
        if (Boolean.getBoolean("portcullis.archive")) Archive.load();
        Output output = new Output(new FileOutputStream(FileDescriptor.out)); // System.out keeps its failures to itself
        PrintWriter out = new PrintWriter(output, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code;
        try {
            code = set(root(words), out, err).execute(words);
        } catch (OutOfMemoryError e) {
            err.println(
                    "out of memory: lower memory.sources or memory.conversations, or give Java more (PORTCULLIS_JAVA_OPTS=-Xmx1g)");
            code = Exit.UNAVAILABLE;
        }
        out.flush();
        // a watcher goes on, and ends well, though nobody listens to it any more
        return Arrays.asList(words).contains("watch") ? code : output.exit(code, err);
    }

    /** The same with other ends, for tests. */
    static CommandLine line(PrintWriter out, PrintWriter err) {
        return set(new CommandLine(new Portcullis()), out, err);
    }

    /** Knows the verb that is asked for and no other: to describe all of them to picocli takes a tenth of a start. */
    private static CommandLine root(String... words) {
        String asked = words.length == 0 ? "" : words[0];
        return TELL_OF_ALL.contains(asked)
                ? new CommandLine(new Portcullis())
                : verb(asked)
                        .map(verb -> new CommandLine(new Alone()).addSubcommand(verb))
                        .orElseGet(() -> new CommandLine(new Portcullis()));
    }

    /** Found by the name of its class: to read what the annotations of all of them say would take a twentieth of a start. */
    static Optional<Class<?>> verb(String name) {
        if (!NAME.matcher(name).matches()) return Optional.empty();
        String camel = Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        try {
            return Optional.of(Class.forName(Portcullis.class.getPackageName() + "." + camel + "Verb"));
        } catch (ClassNotFoundException none) {
            return Optional.empty();
        }
    }

    @Command(name = "portcullis", mixinStandardHelpOptions = true, versionProvider = Version.class)
    private static final class Alone {}

    private static CommandLine set(CommandLine line, PrintWriter out, PrintWriter err) {
        line.setOut(out).setErr(err);
        line.setExitCodeExceptionMapper(thrown -> thrown instanceof Refused ? Exit.CONFIGURATION : Exit.FAILED);
        line.setParameterExceptionHandler((thrown, given) -> {
            err.println("portcullis: " + Plain.text(thrown.getMessage()));
            CommandLine.UnmatchedArgumentException.printSuggestions(thrown, err);
            err.println("try: portcullis --help");
            return Exit.USAGE;
        });
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            if (!(thrown instanceof Refused refused)) throw thrown;
            for (Problem problem : refused.problems()) Excerpt.print(problem, err);
            err.println(portcullis.fact.Words.count(refused.problems().size(), "problem") + "; nothing was done");
            return Exit.CONFIGURATION;
        });
        return line;
    }
}
