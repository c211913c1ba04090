package portcullis.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A watcher on a host of its own, in network namespaces: what a packet of a flood costs, beside a loop in C; what a busy service loses;
 * and how many answers a scanner gets before it is blocked. Takes root.
 */
final class LiveBench implements Bench.Measuring {
    private static final String LOOP = "a loop in C over libpcap, 64 MiB";
    private static final String RING = "watch";
    private static final String PCAP4J = "watch --capture pcap4j";

    private final Load load;
    private final Sheet sheet;
    private final Run run;
    private final Floors floors;

    LiveBench(Load load, Scratch scratch, Sheet sheet) {
        this.load = load;
        this.sheet = sheet;
        this.run = new Run(scratch);
        this.floors = new Floors(scratch, run);
    }

    @Override
    public void run() throws BenchFailed {
        Optional<Path> flood = floors.c("flood");
        if (flood.isEmpty()) {
            sheet.note("SKIPPED: no compiler for the programs that send");
            sheet.add(Figure.alone("live", "runs", 0, Floors.NO_COMPILER, 0));
            return;
        }
        Optional<TwoHosts> made = TwoHosts.where(run);
        if (made.isEmpty()) {
            sheet.note("SKIPPED: network namespaces take root");
            sheet.add(Figure.alone("live", "runs", 0, "not permitted", 0));
            return;
        }
        try (TwoHosts hosts = made.get()) {
            hosts.layCable();
            packets(hosts, flood.get());
            busy(hosts);
            new Answers(load, sheet, run, floors, hosts).run("");
        }
        if (load.smoke()) return; // the same again, only later
        Optional<Path> wire = floors.c("delaywire");
        Optional<TwoHosts> far = TwoHosts.where(run);
        if (wire.isEmpty() || far.isEmpty()) return;
        try (TwoHosts hosts = far.get()) {
            hosts.laySlowCable(wire.get());
            new Answers(load, sheet, run, floors, hosts).run(", 10 ms away");
        }
    }

    /** CPU time of each sensor over floods of three seconds, in turns; the first, longer one warms and does not count. */
    private void packets(TwoHosts hosts, Path flood) throws BenchFailed {
        Optional<Path> loop = floors.c("liveloop", "-lpcap", "-l:libpcap.so.0.8", "-l:libpcap.so.1");
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        Map<String, Long> lost = new LinkedHashMap<>();
        double seconds = load.size(3, 1);
        double rate = 0;
        for (int round = 1; round <= load.rounds(); round++) {
            for (String name : List.of(LOOP, RING, PCAP4J)) {
                if (name.equals(LOOP) && loop.isEmpty()) continue;
                load.told().accept("round " + round + ": a flood before " + name);
                Optional<LiveWatcher> ours = name.equals(LOOP)
                        ? Optional.empty()
                        : Optional.of(LiveWatcher.start(
                                load, run, hosts, "--capture", name.equals(RING) ? "ring" : "pcap4j"));
                Child child = ours.isPresent()
                        ? ours.get().child()
                        : hosts.start(hosts.victim(loop.orElseThrow().toString(), "v0"));
                child.awaitReady();
                if (ours.isPresent()) flood(hosts, flood, load.size(15, 1));
                long lostBefore = ours.isPresent() ? dropped(ours.get()) : 0;
                double before = child.proc().cpu();
                long sent = flood(hosts, flood, seconds);
                Pause.millis(500);
                double cpu = child.proc().cpu() - before;
                costs.computeIfAbsent(name, any -> new ArrayList<>()).add(cpu / sent * 1e6);
                rate = Math.max(rate, sent / seconds);
                long drops = ours.isPresent()
                        ? Long.parseLong(ours.get().status("dropped").orElse("0"))
                        : 0;
                child.end();
                if (ours.isEmpty()) drops = Long.parseLong(child.out().strip().replaceAll("(?s).* ", ""));
                lost.merge(name, drops, Long::sum);
            }
        }
        double floor = costs.containsKey(LOOP) ? median(costs.get(LOOP)) : 0;
        for (String name : List.of(RING, PCAP4J)) {
            String what = name + ", a packet of a flood";
            sheet.add(
                    floor > 0
                            ? Figure.cost(what, "CPU us", median(costs.get(name)), floor, LOOP, load.rounds())
                            : Figure.alone(what, "CPU us", median(costs.get(name)), Floors.NO_COMPILER, load.rounds()));
        }
        lost.forEach((name, drops) -> sheet.add(
                Figure.alone(name + ", packets lost in all rounds", "packets", drops, "of a flood", load.rounds())));
        sheet.note(String.format(Locale.ROOT, "the flood brought up to %,.0f packets a second", rate));
    }

    private static long dropped(LiveWatcher watcher) throws BenchFailed {
        return Long.parseLong(watcher.status("dropped").orElse("0"));
    }

    private long flood(TwoHosts hosts, Path flood, double seconds) throws BenchFailed {
        String said = run.of(hosts.neighbour(flood.toString(), "v1", "" + seconds, "0"))
                .said();
        return Math.max(1, Long.parseLong(said.replaceAll("\\D", "")));
    }

    /** iperf3 at full speed on a port that is served. */
    private void busy(TwoHosts hosts) throws BenchFailed {
        if (!Present.inPath("iperf3")) {
            sheet.note("SKIPPED: iperf3 is missing: a busy host was not measured");
            return;
        }
        String seconds = "" + load.size(3, 1);
        Child server = hosts.start(hosts.victim("iperf3", "-s"));
        LiveWatcher watcher = LiveWatcher.start(load, run, hosts);
        Pause.millis(load.size(3_000, 0));
        List<Double> idle = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int round = 1; round <= load.rounds(); round++) {
            load.told().accept("round " + round + ": a busy service");
            idle.add(share(watcher, () -> Pause.millis(load.size(3_000, 500))));
            shares.add(share(watcher, () -> run.of(hosts.neighbour("iperf3", "-c", TwoHosts.VICTIM, "-t", seconds))));
        }
        watcher.child().end();
        server.end();
        sheet.add(Figure.cost(
                "watch beside iperf3 at full speed",
                "% of core",
                median(shares),
                median(idle),
                "the same watcher while nothing happens",
                load.rounds()));
    }

    private interface Doing {
        void run() throws BenchFailed;
    }

    /** What a watcher takes of a core meanwhile, in percent. */
    private static double share(LiveWatcher watcher, Doing doing) throws BenchFailed {
        double before = watcher.child().proc().cpu();
        long began = System.nanoTime();
        doing.run();
        return (watcher.child().proc().cpu() - before) / ((System.nanoTime() - began) / 1e9) * 100;
    }

    static double median(List<Double> figures) {
        return Medians.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
