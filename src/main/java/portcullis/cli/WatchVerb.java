package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portcullis.capture.CaptureFailed;
import portcullis.fact.Entry;
import portcullis.fact.Refused;
import portcullis.journal.Journal;
import portcullis.journal.JournalFailed;
import portcullis.watch.Plan;
import portcullis.watch.Watcher;

/** {@code portcullis watch}: the same as a replay, on live traffic. This version only observes. */
@Command(
        name = "watch",
        description =
                "Watches this host's interfaces and shows what would be done. This version only observes: nothing is carried out.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "As root: portcullis watch --interface eth0",
            "Then: portcullis status | list | history ADDRESS | stop"
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

    @Option(names = "--observe", description = "carry nothing out; the default, and in this version all there is")
    private boolean observe;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "where the journal is kept (default: ${DEFAULT-VALUE})")
    private Path journal = Path.of("/var/lib/portcullis/journal.db");

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @Mixin
    private Rules rules = new Rules();

    @Mixin
    private Door door = new Door();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        PrintWriter out = spec.commandLine().getOut();
        Report report = json ? new JsonLines(out) : Sentences.ofNow(out);
        Plan plan = new Plan(
                rules.settings(),
                rules.rulesFolder(),
                rules.policiesFolder(),
                Rules.cache(),
                interfaces,
                loopback,
                journal,
                door.path());
        try (Watcher watcher = Watcher.open(plan, new Flushing(report, out))) {
            CountDownLatch ended = new CountDownLatch(1);
            Thread onSignal = new Thread(() -> end(watcher, ended));
            Runtime.getRuntime().addShutdownHook(onSignal);
            spec.commandLine().getErr().println(watcher.sentence() + "; observing, nothing is carried out");
            watcher.run();
            ended.countDown();
            return Exit.FINE;
        } catch (CaptureFailed e) {
            spec.commandLine().getErr().println(e.getMessage());
            return e.isNotPermitted() ? Exit.NOT_PERMITTED : Exit.UNAVAILABLE;
        } catch (JournalFailed | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.UNAVAILABLE;
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

    /** Shows each entry at once. */
    private record Flushing(Journal report, PrintWriter out) implements Journal {
        @Override
        public void record(Entry entry) {
            report.record(entry);
            out.flush();
        }
    }
}
