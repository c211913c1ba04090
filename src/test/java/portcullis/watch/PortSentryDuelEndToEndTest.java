package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static portcullis.watch.TwoHosts.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * PortSentry 1.2 and we are shown the same traffic on the same host, one after the other, since both want the same ports. What they tell,
 * write and run is compared, after docs/portsentry-differences.md. Skipped, and says so, where the original is not installed.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PortSentryDuelEndToEndTest {
    private static final String TCP =
            "1,11,15,111,143,540,79"; // what is served stands last: its numbers shift behind it
    private static final String UDP = "1,7,11,69,9";
    private static final Pattern ACTIVE =
            Pattern.compile("portsentry\\[(\\d+)]: adminalert: PortSentry is now active.*");
    /** What runs beside the line may end a little later than the last packet is told. */
    private static final long LATE = 5_000;

    @TempDir
    private static Path folder;

    private static Optional<Path> program = Optional.empty();
    private static Shooting range;
    private static TwoHosts hosts;
    private static Heard original = new Heard();
    private static Path traces;
    private static int rounds;

    @BeforeAll
    static void build() throws Exception {
        program = Stream.of(Path.of("/usr/sbin/portsentry"), Path.of("target/portsentry/usr/sbin/portsentry"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toAbsolutePath);
        assumeTrue(program.isPresent(), "SKIPPED: portsentry is missing, so nothing is compared with the original");
        range = Shooting.begin(Duel.SERVED.toArray(String[]::new));
        hosts = range.hosts;
        traces = Files.createDirectory(folder.resolve("traces"));
        Syslog.listen(folder.resolve("log"), original::add);
    }

    @AfterAll
    static void takeDown() throws IOException {
        if (range != null) range.close();
    }

    private static List<Duel> duels() {
        Duel.Response respond = Duel.Response.RESPOND;
        return List.of(
                new Duel(0, List.of("stcp", "sudp"), 0, respond, true, false, true, false, 0, TCP, UDP, 40),
                new Duel(1, List.of("stcp", "audp"), 3, respond, false, true, false, false, 0, TCP, UDP, 48),
                new Duel(2, List.of("atcp", "audp"), 0, respond, true, false, true, true, 0, TCP, UDP, 40),
                new Duel(
                        3, List.of("stcp", "audp"), 0, Duel.Response.REPORT, true, false, true, false, 0, TCP, UDP, 20),
                new Duel(4, List.of("atcp", "sudp"), 0, Duel.Response.RUN, true, false, true, false, 0, TCP, UDP, 20),
                new Duel(5, List.of("atcp", "udp"), 2, respond, true, false, true, false, 0, TCP, UDP, 36),
                new Duel(6, List.of("tcp", "udp"), 0, respond, true, false, true, true, 0, TCP, "2,12,69,9", 32));
    }

    @Test
    void bothTellWriteAndRunTheSame() throws Exception {
        List<String> differences = new ArrayList<>();
        int cases = 0;
        for (Duel duel : duels()) {
            cases += duel.cases().size();
            fight(duel, "").forEach(found -> differences.add("duel " + duel.number() + ": " + found));
        }

        assertThat(differences).isEmpty();
        assertThat(cases).isGreaterThanOrEqualTo(200);
    }

    @Test
    void aTriggerThatIsOffByOneIsSeen() throws Exception {
        Duel duel = new Duel(7, List.of("stcp"), 2, Duel.Response.RESPOND, true, false, false, false, 0, TCP, UDP, 12);

        assertThat(fight(duel, "trigger=3")).isNotEmpty();
    }

    @Test
    void whoseCommandFailsIsNotBlockedAndItIsTriedAgain() throws Exception {
        Duel duel = new Duel(8, List.of("stcp"), 0, Duel.Response.RESPOND, false, false, true, false, 1, TCP, UDP, 0);
        String source = duel.markers().get(0).source();

        Account original = portsentry(duel, twice(duel));
        Account ours = portcullis(duel, twice(duel), "", original);

        assertThat(original.kept()).anyMatch(line -> line.startsWith("blocked.stcp: Host: " + source));
        assertThat(original.told().get(source)).anyMatch(line -> line.contains("already blocked"));
        assertThat(ours.kept()).isEmpty();
        assertThat(ours.done().get(source))
                .contains("attackalert: ERROR: Could not block host " + source + "/" + source + " !!");
    }

    private static List<Duel.Case> twice(Duel duel) {
        return duel.markers().subList(0, 1);
    }

    /** @param changed a setting that only ours has; empty for none @return what is different beyond what the list says */
    private static List<String> fight(Duel duel, String changed) throws Exception {
        List<Duel.Case> cases = duel.cases();
        Set<String> differing = new LinkedHashSet<>(duel.lastMarkers());
        cases.stream().filter(each -> each.differs() != Duel.Differs.NO).forEach(each -> differing.add(each.source()));
        Account original = portsentry(duel, cases);
        Account expected = original.without(differing).asWeDo(duel.response());
        Account ours = portcullis(duel, cases, changed, expected);
        List<String> differences = new ArrayList<>(expected.differences(ours.without(differing)));
        for (Duel.Case each : cases) {
            boolean theirs = original.told().containsKey(each.source());
            boolean weTell = ours.told().containsKey(each.source());
            boolean asListed = switch (each.differs()) {
                case NO -> true;
                case ONLY_WE_TELL -> weTell && !theirs;
                case ONLY_PORTSENTRY_TELLS -> theirs && !weTell;
            };
            if (!asListed)
                differences.add(
                        each + " is listed as a difference, but PortSentry tells: " + theirs + ", we: " + weTell);
        }
        return differences;
    }

    private static Account portsentry(Duel duel, List<Duel.Case> cases) throws Exception {
        Path etc = etc(duel);
        Path dev = Files.createDirectory(etc.resolveSibling("dev" + rounds));
        Files.createFile(dev.resolve("null"));
        Files.createSymbolicLink(dev.resolve("log"), folder.resolve("log"));
        String world = "mount --make-rprivate / && mount --bind /dev/null " + dev + "/null && mount --rbind " + dev
                + " /dev && mount --bind " + etc + " /etc && exec " + program.orElseThrow() + " -";
        original.clear();
        try {
            for (String mode : duel.modes()) hosts.show(hosts.victim(), "unshare", "-m", "bash", "-c", world + mode);
            assertThat(original.await(
                            lines -> pids(lines).size() == duel.modes().size(), Shooting.PATIENCE))
                    .as("the original is active: " + original.lines())
                    .isTrue();
            shoot(duel, cases);
            assertThat(original.await(lines -> Shooting.tellsOf(lines, duel.lastMarkers()), Shooting.PATIENCE))
                    .as("the original told of all: " + original.lines())
                    .isTrue();
            return Account.of(original.lines(), etc, duel.modes(), traces);
        } finally {
            for (String pid : pids(original.lines())) run("kill", "-9", pid);
            clear();
        }
    }

    private static Account portcullis(Duel duel, List<Duel.Case> cases, String changed, Account expected)
            throws Exception {
        Path etc = etc(duel);
        Path control = etc.resolve("control");
        List<String> words = new ArrayList<>(List.of("watch", "--as-portsentry", "--enforce"));
        duel.modes().forEach(mode -> words.add("-" + mode));
        words.addAll(List.of("--settings", etc.resolve("settings.yaml").toString()));
        words.addAll(List.of("--journal", etc.resolve("journal.db").toString(), "--control", control.toString()));
        if (!changed.isEmpty()) words.addAll(List.of("--set", changed));
        range.watch(words);
        shoot(duel, cases);
        range.awaitToldOf(duel.lastMarkers());
        Set<String> last = new LinkedHashSet<>(duel.lastMarkers());
        Set<String> listed = new LinkedHashSet<>(last);
        cases.stream().filter(each -> each.differs() != Duel.Differs.NO).forEach(each -> listed.add(each.source()));
        range.heard.await(
                lines -> expected.differences(account(lines, etc, duel).without(listed))
                        .isEmpty(),
                LATE);
        Account account = account(range.heard.lines(), etc, duel);
        range.stop(control);
        clear();
        return account;
    }

    private static Account account(List<String> lines, Path etc, Duel duel) {
        try {
            return Account.of(lines, etc, duel.modes(), traces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> pids(List<String> lines) {
        Set<String> pids = new LinkedHashSet<>();
        for (String line : lines) {
            Matcher active = ACTIVE.matcher(line);
            if (active.find()) pids.add(active.group(1));
        }
        return pids;
    }

    /** The first packet of each case, then the second of each, and so on; then the markers. */
    private static void shoot(Duel duel, List<Duel.Case> cases) throws IOException {
        List<String> orders = new ArrayList<>();
        int most = cases.stream().mapToInt(each -> each.shots().size()).max().orElse(0);
        for (int i = 0; i < most; i++)
            for (Duel.Case each : cases)
                if (i < each.shots().size()) orders.addAll(each.shots().get(i).orders());
        for (Duel.Case marker : duel.markers()) for (Shot shot : marker.shots()) orders.addAll(shot.orders());
        assertThat(range.fire(orders)).isEmpty();
    }

    /** What both find below /etc. */
    private static Path etc(Duel duel) throws IOException {
        Path etc = Files.createDirectory(folder.resolve("etc" + ++rounds));
        Path portsentry = Files.createDirectory(etc.resolve("portsentry"));
        Files.writeString(portsentry.resolve("ignore"), Duel.IGNORED + "\n" + Duel.IGNORED_TOO + "\n");
        Files.writeString(portsentry.resolve("portsentry.conf"), duel.portsentryConf(traces.toString()));
        Files.writeString(etc.resolve("settings.yaml"), duel.settings(traces.toString(), etc.toString()));
        Files.createFile(etc.resolve("hosts.deny"));
        return etc;
    }

    private static void clear() throws IOException, InterruptedException {
        hosts.show(hosts.victim(), "ip", "route", "flush", "type", "blackhole");
        try (Stream<Path> files = Files.list(traces)) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }
}
