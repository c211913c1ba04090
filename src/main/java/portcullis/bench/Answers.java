package portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many answers nmap gets of 1,000 before it is blocked, counted where they leave: each scan from an address that was never seen. */
final class Answers {
    private static final String OPEN = "21 22 25 53 80 110 443 993 995 3306 5432 8080";
    private static final String OURS = "watch --enforce";
    private static final String REFLEX = "watch --enforce, reflex";
    private static final String PORTSENTRY = "PortSentry 1.2 -atcp, spawns nft";
    private static final String RIVAL = "rival";

    private final Load load;
    private final Sheet sheet;
    private final Run run;
    private final Floors floors;
    private final TwoHosts hosts;

    Answers(Load load, Sheet sheet, Run run, Floors floors, TwoHosts hosts) {
        this.load = load;
        this.sheet = sheet;
        this.run = run;
        this.floors = floors;
        this.hosts = hosts;
    }

    void run(String where) throws BenchFailed {
        if (!Present.inPath("nmap") || !Present.inPath("nft")) {
            sheet.note("SKIPPED: nmap or nft is missing: answers were not counted");
            return;
        }
        Optional<Path> serve = floors.c("serve");
        if (serve.isPresent()) {
            List<String> words = new ArrayList<>(List.of(serve.get().toString()));
            words.addAll(List.of(OPEN.split(" ")));
            hosts.start(hosts.victim(words.toArray(String[]::new))).awaitReady();
        }
        run.of(hosts.victim(
                "nft",
                "add table ip counting; add chain ip counting out { type filter hook output priority 0; };"
                        + " add counter ip counting answers; add rule ip counting out ip daddr 198.18.0.100-198.18.0.199"
                        + " tcp flags & (rst | syn) != 0 counter name answers"));
        Map<String, List<Double>> counts = new LinkedHashMap<>();
        int next = 0;
        for (String name : contenders()) {
            List<Double> found = new ArrayList<>();
            Optional<Child> sensor = begin(name);
            scan(next++, name); // warms
            for (int i = 0; i < load.size(9, 1); i++) found.add(scan(next++, name));
            end(name, sensor);
            counts.put(name, found);
        }
        double floor = counts.containsKey(PORTSENTRY) ? LiveBench.median(counts.get(PORTSENTRY)) : 0;
        counts.forEach((name, found) -> {
            double ours = LiveBench.median(found);
            String what = name + ", answers to nmap" + where;
            sheet.add(
                    floor > 0
                            ? Figure.cost(what, "of 1,000", ours, floor, PORTSENTRY, found.size())
                            : Figure.alone(what, "of 1,000", ours, "PortSentry is not installed", found.size()));
            sheet.note(what + ": " + Collections.min(found).intValue() + " to "
                    + Collections.max(found).intValue());
        });
    }

    private List<String> contenders() {
        List<String> names = new ArrayList<>(List.of(OURS, REFLEX));
        if (Present.inPath("portsentry")) names.add(PORTSENTRY);
        if (!load.against().isEmpty()) names.add(RIVAL);
        return names;
    }

    private Optional<Child> begin(String name) throws BenchFailed {
        Child child;
        switch (name) {
            case OURS ->
                child = LiveWatcher.start(load, run, hosts, "--enforce").child();
            case REFLEX -> {
                child = LiveWatcher.start(load, run, hosts, "--enforce", "--set", "reflex=on")
                        .child();
                Pause.millis(2_000); // its ports reach the kernel within a second
            }
            case PORTSENTRY -> {
                portsentry();
                return Optional.empty();
            }
            default -> {
                child = hosts.start(hosts.victim(load.rival(Path.of("v0")).toArray(String[]::new)));
                Pause.millis(5_000); // how it says that it is ready, nobody knows
            }
        }
        return Optional.of(child);
    }

    private void end(String name, Optional<Child> sensor) throws BenchFailed {
        if (sensor.isPresent()) sensor.get().end();
        else run.of(hosts.victim("sh", "-c", "kill $(cat " + run.scratch().file("portsentry.pid") + ")"));
        run.of(hosts.victim("sh", "-c", "nft delete table inet portcullis; nft delete table inet sentry; true"));
    }

    /** It reads one file at one place, so that place is ours in a mount namespace of its own (which ip netns exec makes). */
    private void portsentry() throws BenchFailed {
        Path settings = run.scratch().file("portsentry.conf");
        Path empty = run.scratch().file("portsentry.ignore");
        Path pid = run.scratch().file("portsentry.pid");
        String text = """
                ADVANCED_PORTS_TCP="1024"
                ADVANCED_PORTS_UDP="1024"
                ADVANCED_EXCLUDE_TCP="113,139"
                ADVANCED_EXCLUDE_UDP="520,138,137,67"
                IGNORE_FILE="%s"
                HISTORY_FILE="%s"
                BLOCKED_FILE="%s"
                RESOLVE_HOST = "0"
                BLOCK_UDP="0"
                BLOCK_TCP="1"
                KILL_ROUTE="/usr/sbin/nft add element inet sentry banned { $TARGET$ }"
                SCAN_TRIGGER="0"
                """.formatted(
                empty, run.scratch().file("portsentry.history"), run.scratch().file("portsentry.blocked"));
        try {
            Files.writeString(settings, text);
            Files.writeString(empty, "127.0.0.1/32\n" + TwoHosts.VICTIM + "/32\n");
        } catch (IOException e) {
            throw new BenchFailed("writing " + settings, e);
        }
        run.of(hosts.victim(
                "nft",
                "add table inet sentry; add set inet sentry banned { type ipv4_addr; };"
                        + " add chain inet sentry guard { type filter hook prerouting priority -150; };"
                        + " add rule inet sentry guard ip saddr @banned drop"));
        hosts.start(hosts.victim(
                        "sh",
                        "-c",
                        "mount --bind " + settings
                                + " /etc/portsentry/portsentry.conf && portsentry -atcp; sleep 1; ip netns pids $(ip netns identify $$)"
                                + " | while read each; do grep -qs portsentry /proc/$each/comm && echo $each >" + pid
                                + "; done; echo watching; sleep 100000"))
                .awaitReady();
    }

    private double scan(int number, String name) throws BenchFailed {
        load.told().accept("scan " + (number + 1) + ", before " + name);
        run.of(hosts.victim("nft", "reset counters table ip counting"));
        run.of(hosts.neighbour(
                "nmap",
                "-n",
                "-Pn",
                "--disable-arp-ping",
                "-sS",
                "-T4",
                "--max-retries",
                "1",
                "--host-timeout",
                "4s",
                "-S",
                TwoHosts.address(number),
                "-e",
                "v1",
                TwoHosts.VICTIM));
        String counted =
                run.of(hosts.victim("nft", "list counters table ip counting")).said();
        return Double.parseDouble(counted.replaceAll("(?s).*packets (\\d+).*", "$1"));
    }
}
