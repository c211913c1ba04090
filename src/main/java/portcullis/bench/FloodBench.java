package portcullis.bench;

import java.nio.file.Path;
import java.util.Optional;

/** A flood of forged senders at full rate before an armed watcher, with a real scanner in it and a connection of the host's own. Takes root. */
final class FloodBench implements Bench.Measuring {
    private static final String AIM = "a flood of forged senders";
    private static final int PORT = 23;
    private static final String FRIEND = "7777";

    private final Load load;
    private final Sheet sheet;
    private final Run run;
    private final Floors floors;

    FloodBench(Load load, Scratch scratch, Sheet sheet) {
        this.load = load;
        this.sheet = sheet;
        this.run = new Run(scratch);
        this.floors = new Floors(scratch, run);
    }

    @Override
    public void run() throws BenchFailed {
        Optional<Path> flood = floors.c("flood");
        Optional<Path> serve = floors.c("serve");
        Optional<TwoHosts> made = flood.isPresent() && serve.isPresent() ? TwoHosts.where(run) : Optional.empty();
        if (made.isEmpty() || !Present.inPath("nmap") || !Present.inPath("nft")) {
            sheet.note("SKIPPED: it takes root, a compiler, nmap and nft");
            sheet.add(Figure.alone("flood", "runs", 0, "not permitted, or no compiler", 0));
            made.ifPresent(TwoHosts::close);
            return;
        }
        try (TwoHosts hosts = made.get()) {
            hosts.layCable();
            hosts.start(hosts.neighbour(serve.get().toString(), FRIEND)).awaitReady();
            one(hosts, flood.get(), serve.get(), "watch --enforce", 0);
            one(hosts, flood.get(), serve.get(), "watch --enforce, reflex", 1, "--set", "reflex=on");
            if (load.smoke()) return;
            one(hosts, flood.get(), serve.get(), "where one packet alarms", 2, "--set", "preset=portsentry");
        }
    }

    private void one(TwoHosts hosts, Path flood, Path serve, String name, int number, String... options)
            throws BenchFailed {
        int seconds = load.size(10, 2);
        load.told().accept("a flood of " + seconds + " seconds before " + name);
        String[] words = new String[options.length + 1];
        words[0] = "--enforce";
        System.arraycopy(options, 0, words, 1, options.length);
        LiveWatcher watcher = LiveWatcher.start(load, run, hosts, words);
        Child child = watcher.child();
        Pause.millis(load.size(3_000, 500));
        Child friend = hosts.start(hosts.victim(serve.toString(), "to", TwoHosts.NEIGHBOUR, FRIEND, "" + seconds));
        double before = child.proc().residentMiB();
        double cpu = child.proc().cpu();
        long said = child.said();
        Child sender = hosts.start(hosts.neighbour(flood.toString(), "v1", "" + seconds, "" + PORT));
        Started counted = new Started(child);
        counted.watchFor(load.size(3_000, 500));
        Child scanner = hosts.start(hosts.neighbour(
                "nmap",
                "-n",
                "-Pn",
                "--disable-arp-ping",
                "-sS",
                "-T4",
                "-F",
                "--host-timeout",
                "20s",
                "-S",
                TwoHosts.address(number),
                "-e",
                "v1",
                TwoHosts.VICTIM));
        counted.watchFor(load.size(7_000, 500));
        sender.await();
        scanner.await();
        friend.await();
        Pause.millis(1_000);
        long sent = Long.parseLong(sender.out().replaceAll("\\D", ""));
        add(name + ", memory grows by", "MiB", child.proc().residentMiB() - before);
        add(name + ", log", "KB/s", (child.said() - said) / 1000.0 / seconds);
        add(name + ", a packet", "CPU us", (child.proc().cpu() - cpu) / Math.max(1, sent) * 1e6);
        add(name + ", processes started", "at once", counted.most());
        String banned = watcher.ask("history", TwoHosts.address(number));
        add(name + ", the real scanner is blocked", "yes or no", banned.contains("  block") ? 1 : 0);
        add(
                name + ", packets dropped",
                "% of sent",
                Long.parseLong(watcher.status("dropped").orElse("0")) * 100.0 / Math.max(1, sent));
        add(name + ", own connection answered", "%", answered(friend));
        watcher.status("flood").ifPresent(words2 -> sheet.note(name + ": flood " + words2));
        watcher.status("held packets").ifPresent(words2 -> sheet.note(name + ": held packets " + words2));
        sheet.note(String.format(java.util.Locale.ROOT, "%s: %,d packets a second came", name, sent / seconds));
        child.end();
    }

    private static double answered(Child friend) throws BenchFailed {
        String[] words = friend.out().strip().split(" "); // answered N of M
        return words.length < 4 ? 0 : Integer.parseInt(words[1]) * 100.0 / Integer.parseInt(words[3]);
    }

    private void add(String what, String unit, double figure) {
        sheet.add(Figure.alone(what, unit, figure, AIM, 1));
    }

    /** Looks every few milliseconds how many processes another has started. */
    private static final class Started {
        private final Child of;
        private long most;

        Started(Child of) {
            this.of = of;
        }

        void watchFor(int millis) throws BenchFailed {
            for (int passed = 0; passed < millis; passed += 20) {
                most = Math.max(most, of.children());
                Pause.millis(20);
            }
        }

        long most() {
            return most;
        }
    }
}
