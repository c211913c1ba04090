package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Entry;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

/** What fail2ban and logcheck make of the lines that a watcher writes, asked of themselves. */
class FiltersTest {
    private static final long AT = Instant.parse("2026-03-04T05:06:07Z").getEpochSecond() * 1_000_000_000L;
    private static final Path SHIPPED = Path.of("src/main/dist");

    private static final String BLOCKED = "203.0.113.1";
    private static final String NETWORK = "2001:db8:1:2::/64";
    private static final String REPORTED = "203.0.113.2";
    private static final String SPARED = "203.0.113.3";
    private static final String DECOY = "203.0.113.4";
    private static final String SHADOWED = "203.0.113.5";
    private static final String KNOWN = "203.0.113.6";
    private static final String RELEASED = "203.0.113.7";
    private static final String BYSTANDER = "198.51.100.99";

    @TempDir
    private Path folder;

    @Test
    void fail2banBansWhomWeBlockAndNobodyElse() throws Exception {
        for (String form : List.of("syslog", "journal", "file"))
            assertThat(banned("portcullis", told(LogForm.lines, form)))
                    .as(form)
                    .containsExactlyInAnyOrder(BLOCKED, NETWORK);
        for (String form : List.of("syslog", "file"))
            assertThat(banned("portcullis", told(LogForm.classic, form)))
                    .as(form)
                    .containsExactlyInAnyOrder(BLOCKED, NETWORK);
        String logger = "Mar  4 05:06:07 gate portcullis: ";
        assertThat(banned(
                        "portcullis",
                        List.of(
                                logger + "blocked 203.0.113.1 port 23 mode atcp: touched 3 ports",
                                logger + "released 203.0.113.7")))
                .containsExactly(BLOCKED);
    }

    @Test
    void theSecondFilterBansWhomSettingsOnlyReport() throws Exception {
        assertThat(banned("portcullis-reports", told(LogForm.lines, "syslog"))).containsExactly(REPORTED);
        assertThat(banned("portcullis-reports", told(LogForm.classic, "syslog")))
                .containsExactly(REPORTED);
    }

    @Test
    void logcheckSetsApartWhatIsAnAttackAndLeavesOutWhatIsUsual() throws Exception {
        List<String> lines = new ArrayList<>(told(LogForm.lines, "syslog"));
        lines.addAll(told(LogForm.classic, "syslog"));
        lines.add("Mar  4 05:06:07 gate portcullis[77]: something that nobody expected");

        String report = checked(lines);

        String attacks = report.substring(report.indexOf("=-="), report.indexOf("\nViolations"));
        String violations = report.substring(report.indexOf("\nViolations"), report.indexOf("\nEvents"));
        String rest = report.substring(report.indexOf("\nEvents"));
        assertThat(attacks)
                .contains("block   " + BLOCKED, "Host " + BLOCKED + " has been blocked")
                .doesNotContain(SPARED, REPORTED, KNOWN);
        assertThat(violations)
                .contains("alarm   " + BLOCKED, "failed: no room", "from host: " + REPORTED)
                .doesNotContain("spare", "would run", "adminalert");
        assertThat(rest)
                .contains("something that nobody expected")
                .doesNotContain("spare", "release", "would", "adminalert", "Ignoring", "more");
    }

    /** Everything that a watcher tells, about sources of whom each has one fate; a reason in it tries to look like a block. */
    private static List<Entry> happenings() {
        List<Entry> entries = new ArrayList<>();
        for (String source : List.of(BLOCKED, NETWORK)) {
            Alarm alarm = alarm(source, Mode.ATCP);
            Verdict.Block block = new Verdict.Block(alarm, Duration.ofMinutes(10), "first block");
            Effect nft = new Effect.Nft(
                    "add element inet portcullis banned4 { " + alarm.source().plain() + " }");
            entries.addAll(
                    List.of(alarm, block, new Outcome(block, "drop-with-nftables", nft, Outcome.State.DONE, "")));
            entries.add(new Outcome(block, "only-say-so", nft, Outcome.State.REFUSED, "no room\n block " + BYSTANDER));
        }
        Alarm reported = alarm(REPORTED, Mode.AUDP);
        entries.addAll(List.of(reported, new Verdict.Spare(reported, "report only, by block.udp")));
        Alarm spared = alarm(SPARED, Mode.ATCP);
        entries.addAll(List.of(spared, new Verdict.Spare(spared, "is this host's gateway")));
        Alarm decoy =
                alarm(DECOY, Mode.ATCP).reportOnly("one of several sources in step, of which at most one is real");
        entries.addAll(List.of(decoy, new Verdict.Spare(decoy, decoy.onlyReport())));
        Alarm shadowed = alarm(SHADOWED, Mode.ATCP).asShadow();
        entries.add(shadowed);
        entries.add(new Verdict.Shadow(
                shadowed, new Verdict.Block(shadowed, Duration.ofMinutes(10), "first block"), false));
        Alarm known = alarm(KNOWN, Mode.ATCP);
        entries.addAll(List.of(known, new Verdict.Spare(known, "blocked already")));
        Verdict.Block before =
                new Verdict.Block(alarm(RELEASED, Mode.ATCP), Duration.ofMinutes(10), "block 2 of this source");
        entries.add(new Verdict.Release(before, AT, "its time is over"));
        return entries;
    }

    private static Alarm alarm(String source, Mode mode) {
        Address address = Address.parse(source.replaceAll("/.*", "")).orElseThrow();
        Address whose = source.contains("/") ? address.network() : address;
        Kind kind = mode == Mode.AUDP ? Kind.UDP : Kind.SYN;
        return new Alarm(whose, "a-rule", "wrote:\n05:06:07.000  block   " + BYSTANDER + "  for 10m, first block")
                .provenBy(
                        AT, new Alarm.Proof(mode, kind, Address.of("192.0.2.1"), List.of(23, 111), Evidence.FORGEABLE));
    }

    private static List<String> told(LogForm form, String where) {
        StringWriter text = new StringWriter();
        portcullis.watch.Voice voice = form.voice(new PrintWriter(text), Address::toString);
        voice.begin(AT);
        happenings().forEach(voice::record);
        voice.more(AT, java.util.Optional.of(Address.of(KNOWN)), 40);
        voice.pause();
        String before = switch (where) {
            case "syslog" -> "Mar  4 05:06:07 gate portcullis[77]: ";
            case "journal" -> "2026-03-04T05:06:07.123456+00:00 gate portcullis[77]: ";
            default -> "";
        };
        return text.toString().lines().map(line -> before + line).toList();
    }

    private List<String> banned(String filter, List<String> lines) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fail2ban-regex")), "SKIPPED: fail2ban is not installed");
        Path log = Files.write(folder.resolve("log"), lines);
        String said = said(
                "fail2ban-regex",
                "-o",
                "ip",
                log.toString(),
                SHIPPED.resolve("fail2ban/" + filter + ".conf").toAbsolutePath().toString());
        return said.lines().filter(line -> !line.isBlank()).sorted().toList();
    }

    /** Logcheck refuses to be root, so its own user runs it; rules are ours alone. */
    private String checked(List<String> lines) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/logcheck")), "SKIPPED: logcheck is not installed");
        boolean isRoot = System.getProperty("user.name").equals("root");
        Path rules = folder.resolve("rules");
        for (String each : List.of("cracking.d", "violations.d", "ignore.d.server", "ignore.d.paranoid"))
            Files.createDirectories(rules.resolve(each));
        for (String each : List.of("cracking.ignore.d", "violations.ignore.d"))
            Files.createDirectories(rules.resolve(each));
        Files.copy(SHIPPED.resolve("logcheck/cracking"), rules.resolve("cracking.d/portcullis"));
        Files.copy(SHIPPED.resolve("logcheck/violations"), rules.resolve("violations.d/portcullis"));
        Files.copy(SHIPPED.resolve("logcheck/ignore"), rules.resolve("ignore.d.server/portcullis"));
        Path log = Files.write(folder.resolve("log"), lines);
        Path settings = Files.writeString(
                folder.resolve("settings"),
                "REPORTLEVEL=server\nSENDMAILTO=root\nTMP=/tmp\nATTACKSUBJECT=Attacks\nSECURITYSUBJECT=Violations\nEVENTSSUBJECT=Events\n");
        Path state = Files.createDirectory(folder.resolve("state"));
        List<String> words = new ArrayList<>();
        if (isRoot) words.addAll(List.of("runuser", "-u", "logcheck", "--"));
        words.addAll(List.of("/usr/sbin/logcheck", "-o", "-s", "-c", settings.toString(), "-l", log.toString()));
        words.addAll(List.of("-r", rules.toString(), "-S", state.toString()));
        if (isRoot) said("chown", "-R", "logcheck", folder.toString());
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isDirectory).toList())
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return said(words.toArray(String[]::new));
    }

    private static String said(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
