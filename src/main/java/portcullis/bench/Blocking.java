package portcullis.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;
import portcullis.respond.Order;
import portcullis.respond.host.Commands;
import portcullis.respond.host.Firewall;
import portcullis.respond.host.HostFailed;
import portcullis.respond.host.HostRunner;
import portcullis.respond.host.NftLibrary;
import portcullis.respond.host.Table;

/**
 * A program of its own, since it must run in a network namespace of its own: blocks as a watcher does, and writes the processor time of
 * one in microseconds into a file. Words: {@code one} (each a step by itself) or {@code all} (put back as at the start of a watcher whose
 * kernel has forgotten them), how many, the file.
 */
final class Blocking {
    private static final ThreadMXBean THREADS =
            ManagementFactory.getThreadMXBean(); // looking it up takes longer than asking it
    private static final int WARM = 2_000;
    private static final int FIRST = 12 << 24;
    private static final Duration SPAN = Duration.ofHours(1);

    private Blocking() {}

    /** The command that runs this. */
    static List<String> command(String how, int count, Path told) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Blocking.class.getName(),
                how,
                Integer.toString(count),
                told.toString());
    }

    public static void main(String[] words) throws Exception {
        int count = Integer.parseInt(words[1]);
        try (Firewall firewall = NftLibrary.open().orElseThrow(() -> new IllegalStateException("no libnftables"));
                PrintStream out = new PrintStream(words[2])) {
            out.print(words[0].equals("one") ? one(firewall, count) : all(firewall, count));
        }
    }

    private static double one(Firewall firewall, int count) throws HostFailed {
        HostRunner runner = runner(firewall);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < WARM; i++) runner.carryOut(List.of(order(FIRST + count + i)), outcomes);
        double[] costs = new double[count];
        for (int i = 0; i < count; i++) {
            List<Order> step = List.of(order(FIRST + i));
            long before = cpu();
            runner.carryOut(step, outcomes);
            costs[i] = (cpu() - before) / 1e3;
            outcomes.clear();
        }
        return Medians.of(costs);
    }

    private static double all(Firewall firewall, int count) throws HostFailed {
        Table table = Table.sparing(firewall);
        table.install();
        Map<Address, Long> ledger = new HashMap<>();
        for (int i = 0; i < count; i++) ledger.put(Address.ofIpv4(FIRST + i), SPAN.toSeconds());
        long before = cpu();
        table.restore(ledger);
        return (cpu() - before) / 1e3 / Math.max(1, count);
    }

    private static HostRunner runner(Firewall firewall) throws HostFailed {
        Table.sparing(firewall).install();
        return new HostRunner(
                firewall, new Commands(List.of(), Duration.ofSeconds(30)), Runnable::run, 1, outcome -> {});
    }

    private static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static Order order(int bits) {
        Address source = Address.ofIpv4(bits);
        Verdict.Block block = new Verdict.Block(new Alarm(source, "bench", "a block to measure"), SPAN, "first block");
        String statement = "add element inet portcullis banned4 { " + source + " timeout " + SPAN.toSeconds() + "s }";
        return new Order(block, "drop-with-nftables", new Effect.Nft(statement));
    }
}
