package portcullis.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import portcullis.fact.Words;
import portcullis.scenario.SlowestScan;
import portcullis.scenario.coverage.Covered;
import portcullis.scenario.coverage.Recorded;

/** The page {@code docs/coverage.md}: the same for the same recordings, rules and settings, so that a test can compare it. */
final class CoveragePage {
    private static final List<String> NMAP_TIMINGS = List.of("T0", "T1", "T2", "T3", "T4", "T5");

    private final List<Covered> scans;
    private final List<Covered> harmless;
    private final Map<SlowestScan.Scan, Optional<Duration>> slowest;
    private final StringBuilder page = new StringBuilder();

    CoveragePage(List<Covered> covered, Map<SlowestScan.Scan, Optional<Duration>> slowest) {
        this.scans =
                covered.stream().filter(each -> !each.recorded().isHarmless()).toList();
        this.harmless =
                covered.stream().filter(each -> each.recorded().isHarmless()).toList();
        this.slowest = slowest;
    }

    String text() {
        page.setLength(0);
        line("# Coverage: what is found of which scan");
        line("");
        line(
                "Written by `./portcullis coverage --matrix --write` and compared by a test: what rules and standard settings do with the");
        line(
                "recordings of [matrix](../test-scenarios/captures/matrix/README.md) and [benign](../test-scenarios/captures/benign/README.md).");
        line("With other settings: `./portcullis coverage --matrix --set KEY=VALUE`; for machines: `--json`.");
        atNmapTimings();
        atOtherPaces();
        slowestScans();
        harmless();
        return page.toString();
    }

    private void atNmapTimings() {
        long found = scans.stream().filter(each -> each.found().isPresent()).count();
        line("");
        line("## Scans");
        line(
                "%d of %s found. A cell says after how many probes the alarm came, in brackets how many of",
                found, recordings(scans));
        line(
                "them the host had answered by then (what the scanner knows), and how long it took. *missed*: no alarm; empty: not recorded.");
        line(
                "A probe is the first packet from one port to one port; what is behind it in the same conversation is none.");
        line("");
        line("| technique | over | %s | by rule | blamed besides |", String.join(" | ", NMAP_TIMINGS));
        line("|---|---|%s---|---|", "---|".repeat(NMAP_TIMINGS.size()));
        rows(scans.stream().filter(CoveragePage::isAtNmapTiming).toList()).forEach((name, row) -> {
            String cells = NMAP_TIMINGS.stream()
                    .map(timing -> Optional.ofNullable(row.get(timing))
                            .map(CoveragePage::cell)
                            .orElse(""))
                    .collect(Collectors.joining(" | "));
            line("| %s | %s | %s | %s |", name, cells, rules(row.values()), besides(row.values()));
        });
    }

    private void atOtherPaces() {
        line("");
        line("The same at the pace of other tools, or written with the gap that is named:");
        line("");
        line("| technique | over | pace | alarm | by rule | scanners found | blamed besides |");
        line("|---|---|---|---|---|---|---|");
        for (Covered each : scans) {
            if (isAtNmapTiming(each)) continue;
            List<Covered> one = List.of(each);
            line(
                    "| %s | %s | %s | %s | %d of %d | %s |",
                    name(each.recorded()),
                    each.recorded().timing(),
                    cell(each),
                    rules(one),
                    each.scannersFound(),
                    each.recorded().label().expected().size(),
                    besides(one));
        }
    }

    private void slowestScans() {
        List<Integer> ports = slowest.keySet().stream()
                .map(SlowestScan.Scan::ports)
                .distinct()
                .toList();
        line("");
        line("## The slowest scan that is found");
        line(
                "A plain scan of so many ports that are not served, one after the other: the longest time between two probes at which it is");
        line("still found, from a second to a day. TCP is refused, UDP gets no answer.");
        line("");
        line("| scan | %s |", ports.stream().map(n -> n + " ports").collect(Collectors.joining(" | ")));
        line("|---|%s", "---|".repeat(ports.size()));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        slowest.forEach((scan, gap) -> rows.computeIfAbsent(
                        scan.transport() + " over IPv" + scan.version(), row -> new ArrayList<>())
                .add(gap.map(CoveragePage::gap).orElse("*missed*")));
        rows.forEach((row, cells) -> line("| %s | %s |", row, String.join(" | ", cells)));
    }

    private void harmless() {
        List<Covered> loud =
                harmless.stream().filter(each -> !each.blamed().isEmpty()).toList();
        line("");
        line("## Harmless traffic");
        line("%d of %s silent.", harmless.size() - loud.size(), recordings(harmless));
        if (loud.isEmpty()) return;
        line("");
        line(
                "The others, with the number of addresses that are blamed by each rule. *Grey*: the traffic is what a scan would be, as its");
        line("label says, and no sensor can know better.");
        line("");
        line("| recording | blamed | grey |");
        line("|---|---|---|");
        for (Covered each : loud)
            line("| %s | %s | %s |", each.recorded().name(), counts(each.wronged()), counts(each.greyBlamed()));
    }

    private static boolean isAtNmapTiming(Covered covered) {
        return NMAP_TIMINGS.contains(covered.recorded().timing());
    }

    private static Map<String, Map<String, Covered>> rows(List<Covered> covered) {
        Map<String, Map<String, Covered>> rows = new LinkedHashMap<>();
        for (Covered each : covered) {
            rows.computeIfAbsent(name(each.recorded()), row -> new TreeMap<>())
                    .put(each.recorded().timing(), each);
        }
        return rows;
    }

    private static String name(Recorded recorded) {
        return recorded.technique() + " | " + recorded.family().replace("ip", "IP");
    }

    private static String cell(Covered covered) {
        return covered.found()
                .map(found -> found.probes() + " (" + found.answers() + ") " + time(found.nanos()))
                .orElse("*missed*");
    }

    private static String rules(Iterable<Covered> covered) {
        TreeSet<String> rules = new TreeSet<>();
        covered.forEach(
                each -> each.found().ifPresent(found -> rules.add(found.alarm().rule())));
        return String.join(", ", rules);
    }

    /** The most in any recording of the row, by rule. */
    private static String besides(Iterable<Covered> covered) {
        Map<String, Long> most = new TreeMap<>();
        covered.forEach(each -> {
            each.wronged().forEach((rule, count) -> most.merge(rule, count, Math::max));
            each.greyBlamed().forEach((rule, count) -> most.merge(rule, count, Math::max));
        });
        return counts(most);
    }

    private static String counts(Map<String, Long> rules) {
        return rules.entrySet().stream()
                .map(entry -> entry.getValue() + " by " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String recordings(List<Covered> covered) {
        return Words.count(covered.size(), "recording") + (covered.size() == 1 ? " is" : " are");
    }

    private static String gap(Duration gap) {
        return gap.equals(SlowestScan.LONGEST) ? "a day or more" : time(gap.toNanos());
    }

    /** To two digits or so: nobody compares by more. */
    private static String time(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 10) return String.format(Locale.ROOT, "%.1fs", seconds);
        if (seconds < 120) return String.format(Locale.ROOT, "%.0fs", seconds);
        if (seconds < 7_200) return String.format(Locale.ROOT, "%.0fm", seconds / 60);
        return String.format(Locale.ROOT, "%.1fh", seconds / 3_600);
    }

    private void line(String format, Object... parts) {
        page.append(parts.length == 0 ? format : String.format(Locale.ROOT, format, parts))
                .append('\n');
    }
}
