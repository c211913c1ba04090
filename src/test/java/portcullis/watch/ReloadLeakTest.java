package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.detect.Detector;
import portcullis.detect.Surroundings;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Refused;

/** A year of reloads leaves nothing behind. The curve is written to target/reload-curve.txt. */
class ReloadLeakTest {
    private static final int RELOADS = 1_000;
    private static final int EACH = 100;
    private static final int COMPILED = 16;
    private static final double MIB = 1024 * 1024;
    private static final int HELD = 10;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> curve = new ArrayList<>(List.of("reloads  metaspace_mib  heap_mib  classes"));
    private final Host host = new Host(List.of(Network.of(Address.of("192.0.2.1"))), List.of(), List.of(), List.of());

    private record Used(double metaspace, double heap, double classes) {}

    @Test
    void aThousandReloadsLeakNeitherMetaspaceNorHeap() throws IOException, Refused {
        Book book = new Book(folder);
        Plan plan = book.plan(Trial.NONE);
        Rulebook first = Rulebook.read(plan, threads);
        try (Detector detector = new Detector(
                first.rules(),
                first.settings().facts(),
                new Surroundings(host, Ports.NONE, 1),
                first.wiring().memory())) {
            Used compiledHalf = measure(0);
            Line line = new Line(detector);
            Reloading reloading = new Reloading(plan, threads, new LineClock(), new Notify(Map.of()), first, line);

            Used half = measure(0);
            for (int i = 1; i <= RELOADS; i++) {
                book.settings("trigger: {ports: " + (3 + i % 2) + "}");
                reloading.reload();
                line.probe(i);
                if (i % EACH == 0) measure(i);
                if (i == RELOADS / 2) half = measure(i); // the platform's own profiles of methods have come by then
            }
            Used end = measure(RELOADS);
            Used one = oneMore(plan);
            for (int i = 1; i <= COMPILED; i++) {
                book.settings("trigger: {ports: " + (100 + i) + "}"); // numbers that no cache knows
                reloading.reload();
                line.probe(RELOADS + i);
                if (i == COMPILED / 2) compiledHalf = measure(RELOADS + i);
            }
            Used compiledEnd = measure(RELOADS + COMPILED);
            Files.write(Path.of("target/reload-curve.txt"), curve);

            assertThat(line.followed).isEqualTo(RELOADS + COMPILED);
            assertThat(one.classes).as("classes of one set").isPositive();
            assertLeaksLess(half, end, RELOADS / 2, one);
            assertThat((end.metaspace - half.metaspace) / (RELOADS / 2))
                    .as("metaspace a reload, in MiB%n%s", String.join("\n", curve))
                    .isLessThan(one.metaspace / 20);
            assertLeaksLess(compiledHalf, compiledEnd, COMPILED / 2, one); // compiling still warms up in metaspace
            assertThat(line.alarms).isNotEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    /** What a set of rules takes that is loaded beside the one in force, on average of some. */
    private Used oneMore(Plan plan) throws Refused {
        Used before = measure(RELOADS);
        List<Rulebook> held = new ArrayList<>();
        for (int i = 0; i < HELD; i++) held.add(Rulebook.read(plan, threads));
        Used after = measure(RELOADS);
        held.forEach(book -> book.responders().close());
        return new Used(
                (after.metaspace - before.metaspace) / HELD,
                (after.heap - before.heap) / HELD,
                (after.classes - before.classes) / HELD);
    }

    private void assertLeaksLess(Used begin, Used end, int reloads, Used one) {
        assertThat((end.classes - begin.classes) / reloads)
                .as("classes a reload%n%s", String.join("\n", curve))
                .isLessThan(one.classes / 4);
        assertThat((end.heap - begin.heap) / reloads)
                .as("heap a reload, in MiB%n%s", String.join("\n", curve))
                .isLessThan(one.heap / 4);
    }

    private Used measure(int reloads) {
        for (int i = 0; i < 3; i++) System.gc(); // which frees the classes of loaders that nobody holds
        double metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Metaspace"))
                .findFirst()
                .map(MemoryPoolMXBean::getUsage)
                .orElseThrow()
                .getUsed();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        curve.add(String.format(Locale.ROOT, "%d  %.2f  %.2f  %d", reloads, metaspace / MIB, heap / MIB, classes));
        return new Used(metaspace / MIB, heap / MIB, classes);
    }

    /** A line whose detector has work to carry over. */
    private final class Line implements Reloading.Line {
        private final Detector detector;
        private final List<Alarm> alarms = new ArrayList<>();
        private final Recent recent = new Recent();
        private int followed;

        Line(Detector detector) {
            this.detector = detector;
        }

        /** Five ports of one more source, of a hundred in turn. */
        void probe(int i) {
            long now = 1_700_000_000_000_000_000L + i * 1_000_000_000L;
            String from = "203.0.113." + i % 100;
            for (int port = 1; port <= 5; port++) detector.observe(Probing.syn(now, from, i % 7 + port), alarms);
        }

        @Override
        public <T> T ask(Supplier<T> question) {
            return question.get();
        }

        @Override
        public Reloading.Situation situation() {
            return new Reloading.Situation(host, recent.copy());
        }

        @Override
        public void follow(Rulebook next) {
            followed++;
            detector.reload(next.rules(), next.settings().facts(), next.wiring().memory(), Ports.NONE);
        }
    }
}
