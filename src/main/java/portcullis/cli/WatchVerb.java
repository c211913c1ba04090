package portcullis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portcullis.capture.CaptureFailed;
import portcullis.config.Form;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Refused;
import portcullis.heir.ClassicFiles;
import portcullis.heir.ClassicVoice;
import portcullis.journal.JournalFailed;
import portcullis.respond.host.HostFailed;
import portcullis.scenario.FastScenarios;
import portcullis.watch.Arming;
import portcullis.watch.Plan;
import portcullis.watch.ReverseNames;
import portcullis.watch.Upkeep;
import portcullis.watch.Voice;
import portcullis.watch.Watcher;

/** {@code portcullis watch}: the same as a replay, on live traffic; with {@code --enforce} it is carried out. */
@Command(
        name = "watch",
        description =
                "Watches this host's interfaces and shows what would be done. Nothing is carried out unless --enforce says so.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "As root: portcullis watch --interface eth0",
            "As PortSentry 1.x: portcullis watch --enforce --as-portsentry -atcp -audp",
            "Then: portcullis watch --enforce --confirm 10m, and within ten minutes: portcullis confirm",
            "Meanwhile: portcullis status | list | history ADDRESS | ban | release | reload | stop"
        })
final class WatchVerb implements Callable<Integer> {
    @Option(
            names = "--interface",
            paramLabel = "NAME",
            split = ",",
            description = "listen to this one only; may be repeated. Without it, all that are up")
    private List<String> interfaces = List.of();

    @Option(names = "--loopback", description = "listen to loopback as well")
    private boolean loopback;

    @Option(
            names = "--capture",
            paramLabel = "DOOR",
            description =
                    "how packets come from the kernel: ring (the default), or pcap4j, which is slower and knows every link type")
    private CaptureDoor capture = CaptureDoor.ring;

    @Option(names = "--observe", description = "carry nothing out; the default")
    private boolean observe;

    @Option(names = "--enforce", description = "carry out what is decided")
    private boolean enforce;

    @Option(
            names = "--confirm",
            paramLabel = "SPAN",
            description =
                    "with --enforce: take every change back after this long, as in 10m, unless `portcullis confirm` comes before")
    private String confirm;

    @Option(
            names = "--hard",
            description = "with --enforce: a block in our nft table cuts established connections and answers, too")
    private boolean hard;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "where the journal is kept (default: ${DEFAULT-VALUE})")
    private Path journal = Path.of("/var/lib/portcullis/journal.db");

    @Option(
            names = "--log",
            paramLabel = "FORM",
            description =
                    "lines (the default), json (or --json) as docs/json.md says, or classic: PortSentry's own lines, and the default with --as-portsentry")
    private LogForm log;

    @Option(
            names = "--control-group",
            paramLabel = "GROUP",
            description = "let this group talk to the watcher, too; without it, only its owner may")
    private String group;

    @Option(
            names = "--scenarios",
            paramLabel = "FOLDER",
            description =
                    "scenarios that changed rules must stand before a reload takes them up; without it, test-scenarios beside the rules")
    private Path scenarios = Rules.home().resolve("test-scenarios");

    @Mixin
    private AsPortSentry classic = new AsPortSentry();

    @Mixin
    private Rules rules = new Rules();

    @Mixin
    private Door door = new Door();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        classic.applyTo(rules, spec.commandLine());
        try (ReverseNames names = ReverseNames.ofThisHost()) {
            return watch(voice(rules.settings(), names));
        }
    }

    private Voice voice(Settings settings, ReverseNames names) {
        LogForm unsaid = classic.isWanted() ? LogForm.classic : LogForm.lines;
        LogForm form = door.isJson() ? LogForm.json : log == null ? unsaid : log;
        boolean resolves = settings.isOn(Key.RESOLVE_HOST);
        Function<Address, String> named = resolves ? names::of : Address::toString;
        Voice told = form.voice(spec.commandLine().getOut(), named);
        Optional<Path> history = file(settings, Key.HISTORY_FILE);
        Optional<Path> blocked = file(settings, Key.BLOCKED_FILE);
        // who only observes blocks nobody, and must not empty the files of the watcher that does
        if (!enforce || history.isEmpty() && blocked.isEmpty()) return told;
        return new ClassicVoice(
                told, new ClassicFiles(history, blocked, Set.copyOf(settings.modes()), ZoneId.systemDefault(), named));
    }

    private static Optional<Path> file(Settings settings, Key key) {
        return Optional.of(settings.text(key)).filter(text -> !text.isEmpty()).map(Path::of);
    }

    private int watch(Voice voice) throws Refused {
        Plan plan = new Plan(
                rules::settings,
                rules.rulesFolder(),
                rules.policiesFolder(),
                Rules.cache(),
                interfaces,
                loopback,
                capture.door(),
                journal,
                door.path(),
                Optional.ofNullable(group),
                user(),
                arming(),
                new Upkeep(Optional.of(rules.settingsFile()), new FastScenarios(scenarios, rules::rehearsals)));
        CountDownLatch ended = new CountDownLatch(1);
        try (Watcher watcher = Watcher.open(plan, voice)) {
            Thread onSignal = new Thread(() -> end(watcher, ended));
            Runtime.getRuntime().addShutdownHook(onSignal);
            spec.commandLine().getErr().println(watcher.sentence());
            watcher.run();
            watcher.remaining().forEach(line -> spec.commandLine().getErr().println("remains: " + line));
            return Exit.FINE;
        } catch (HostFailed e) {
            spec.commandLine().getErr().println("nothing is enforced: " + e.getMessage());
            return e.isNotPermitted() ? Exit.NOT_PERMITTED : Exit.UNAVAILABLE;
        } catch (CaptureFailed e) {
            spec.commandLine().getErr().println(e.getMessage());
            return e.isNotPermitted() ? Exit.NOT_PERMITTED : Exit.UNAVAILABLE;
        } catch (JournalFailed | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.UNAVAILABLE;
        } finally {
            ended.countDown(); // only now may a signal end the program: all is closed
        }
    }

    private Arming arming() {
        if (observe && enforce)
            throw new CommandLine.ParameterException(spec.commandLine(), "--observe and --enforce exclude each other");
        if (!enforce && (confirm != null || hard))
            throw new CommandLine.ParameterException(spec.commandLine(), "--confirm and --hard need --enforce");
        return new Arming(enforce, hard, Optional.ofNullable(confirm).map(this::span));
    }

    private Duration span(String text) {
        return Form.span(text)
                .filter(span -> span.toSeconds() >= 10)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "--confirm " + text + " is no span of at least 10s, such as 10m"));
    }

    /** Who runs this. */
    private static UserPrincipal user() {
        try {
            return Files.getOwner(Path.of("/proc/self"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Watcher watcher, CountDownLatch ended) {
        watcher.stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
