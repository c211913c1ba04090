package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.connects;
import static portcullis.watch.TwoHosts.lineWith;
import static portcullis.watch.TwoHosts.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.Namespaces;

/** What an armed watcher does when something around it goes wrong. */
@Timeout(240)
class FaultsEndToEndTest {
    private static final String GATEWAY = "198.18.0.1";

    @TempDir
    private Path folder;

    private Guarded net;

    @BeforeEach
    void build() throws Exception {
        Namespaces.assumeUsable("nmap", "hping3");
        net = Guarded.build(folder);
    }

    @AfterEach
    void takeDown() throws Exception {
        if (net != null) net.close();
    }

    @Test
    void aCommandThatHangsIsKilledAndDelaysNoBlock() throws Exception {
        net.watch(
                "--enforce",
                "--set",
                "responders=[run-a-command, drop-with-nftables]",
                "--set",
                "command=[/bin/sleep, \"1000\"]");

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(lineWith(net.told(), "failed")).contains("killed after");
        assertThat(net.ask("list")).contains(ATTACKER);
    }

    @Test
    void whatTheKernelRefusesIsToldAndTriedAgainOnceItCanBe() throws Exception {
        net.watch("--enforce");
        net.hosts.show(net.victim, "nft", "delete", "table", "inet", "portcullis");
        net.hosts.show(net.victim, "nft", "add", "table", "inet", "portcullis"); // without its sets

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        assertThat(net.ask("status")).contains("put back");
    }

    @Test
    void aResponderWithoutItsToolKeepsTheWatcherFromArming() throws Exception {
        Process watcher = net.hosts.onVictim(
                "portcullis.Main",
                "watch",
                "--enforce",
                "--set",
                "responders=[drop-with-pf]",
                "--journal",
                folder.resolve("j.db").toString(),
                "--control",
                folder.resolve("c").toString());

        assertThat(watcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watcher.exitValue()).isEqualTo(69);
    }

    @Test
    void rulesThatOthersCanWriteKeepItFromArming() throws Exception {
        Path rules = copy(Path.of("rules"), folder.resolve("rules"));
        Files.setPosixFilePermissions(rules.resolve("trigger.drl"), PosixFilePermissions.fromString("rw-rw-rw-"));

        Process watcher = net.hosts.onVictim(
                "portcullis.Main",
                "watch",
                "--enforce",
                "--rules",
                rules.toString(),
                "--journal",
                folder.resolve("j.db").toString(),
                "--control",
                folder.resolve("c").toString());

        assertThat(watcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watcher.exitValue()).isEqualTo(78);
    }

    @Test
    void aBrokenRuleFileLeavesTheOldInForceAndAMendedOneIsFollowed() throws Exception {
        Path settings = folder.resolve("portcullis.yaml");
        Files.writeString(settings, "trigger:\n  ports: 5\n");
        net.watch("--enforce", "--settings", settings.toString());
        Files.writeString(settings, "trigger:\n  prts: 5\n");
        assertThat(net.ask("reload")).contains("error", "old ones stay in force", "portcullis.yaml:2", "prts");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        assertThat(net.ask("list")).doesNotContain(ATTACKER);

        Files.writeString(settings, "trigger:\n  ports: 1\n");
        run("kill", "-HUP", Long.toString(net.watcher().pid()));

        net.await(() -> {
            net.hosts.nmap("-sS", "-p", "23", VICTIM);
            return net.ask("list").contains(ATTACKER);
        });
    }

    @Test
    void whereNothingSpeaksToTheKernelItDoesNotArmAndSaysWhatIsMissing() throws Exception {
        net.before(hidden("nft") + " && " + hiddenLibrary() + " && exec 2>&1");

        Process watcher = net.start("--enforce");

        assertThat(lineWith(net.told(), "nothing is enforced")).contains("nft");
        assertThat(watcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watcher.exitValue()).isEqualTo(69);
    }

    @Test
    void withoutTheLibraryItBlocksThroughTheProgram() throws Exception {
        net.before(programOfItsOwn() + " && " + hiddenLibrary());
        net.watch("--enforce");
        assertThat(net.ask("status")).contains("through nft -i");

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        assertThat(net.ask("release", ATTACKER)).contains("released");
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    private static String hidden(String program) {
        return "mount --bind /dev/null $(readlink -f $(command -v " + program + "))";
    }

    /** An nft that finds its library elsewhere. */
    private String programOfItsOwn() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("run"), "#!/bin/sh\nLD_LIBRARY_PATH=" + own + " exec " + own + "/nft \"$@\"\n");
        Files.setPosixFilePermissions(own.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return "cp -L /usr/lib/*/libnftables.so.1 " + own + " && cp $(readlink -f $(command -v nft)) " + own + "/nft"
                + " && mount --bind " + own + "/run $(readlink -f $(command -v nft))";
    }

    private static String hiddenLibrary() {
        return "for file in /usr/lib/*/libnftables.so.1 /usr/lib/libnftables.so.1; do"
                + " if [ -e $file ]; then mount --bind /dev/null $(readlink -f $file); fi; done";
    }

    @Test
    void aFullDiskKeepsNobodyFromBeingBlockedAndTheJournalIsWrittenLater() throws Exception {
        String disk = net.journal().getParent().toString();
        net.before("mount -t tmpfs -o size=400k portcullis " + disk);
        net.watch("--enforce", "--set", "block.per-minute=5000");
        flood("5000", "u200");
        net.await(() -> net.ask("status").contains("full"));

        net.hosts.nmap("-sS", "-p", "24-60", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        run("nsenter", "-t", pid(), "-m", "mount", "-o", "remount,size=100m", disk);
        net.await(() -> net.ask("status").contains("waiting 0, lost 0"));
        assertThat(net.ask("history", ATTACKER)).contains("alarm", "block", "done");
    }

    @Test
    void killedInTheMiddleOfManyBansLedgerAndKernelAgreeAgain() throws Exception {
        net.watch("--enforce", "--set", "block.per-minute=5000");
        Process flood = net.hosts.start(
                net.attacker, "hping3", "-q", "-n", "-S", "--rand-source", "-p", "23", "-i", "u500", VICTIM);
        net.await(() -> sources(net.banned(4)).size() > 200);

        net.kill();

        Set<String> left = sources(net.banned(4));
        flood.destroy();
        flood.waitFor();
        net.watch("--enforce");
        assertThat(sources(net.banned(4))).containsAll(left);
        assertThat(sources(net.ask("list"))).isEqualTo(sources(net.banned(4)));
        net.ask("release", "all");
        net.await(() -> sources(net.banned(4)).isEmpty());
    }

    /** The addresses that are listed, without those of the test itself. */
    private static Set<String> sources(String listed) {
        Set<String> sources = new TreeSet<>();
        Matcher address = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\b").matcher(listed);
        while (address.find()) sources.add(address.group());
        return sources;
    }

    @Test
    void malformedPacketsAtSpeedHideNoScanner() throws Exception {
        net.watch("--enforce", "--set", "block.udp=respond");
        String mac =
                net.hosts.show(net.victim, "cat", "/sys/class/net/eth0/address").strip();
        Process junk = net.hosts.onHost(net.attacker, "true", "portcullis.watch.Junk", "eth0", mac, "50000");
        lineWith(TwoHosts.linesOf(junk), "sent");

        net.hosts.nmap("-sS", "-p", "20-60", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT, 22)).isTrue();
        assertThat(net.ask("status")).doesNotContain("problem");
    }

    private String pid() {
        return Long.toString(net.watcher().pid());
    }

    private void flood(String count, String pause) throws Exception {
        net.hosts.show(
                net.attacker,
                "hping3",
                "-q",
                "-n",
                "-S",
                "--rand-source",
                "-p",
                "23",
                "-i",
                pause,
                "-c",
                count,
                VICTIM);
    }

    @Test
    void anInterfaceThatGoesDownAndComesUpIsWatchedAgain() throws Exception {
        net.watch("--enforce");
        run("ip", "-n", net.victim, "link", "set", "eth0", "down");
        net.await(() -> !net.ask("status").contains("eth0"));
        run("ip", "-n", net.victim, "link", "set", "eth0", "up");
        net.await(() -> net.ask("status").contains("eth0"));

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        net.awaitBanned(ATTACKER, true);
    }

    @Test
    void tenThousandForgedSourcesBlockNeitherTheGatewayNorHideTheScanner() throws Exception {
        run("ip", "-n", net.victim, "route", "add", "default", "via", GATEWAY);
        net.watch("--enforce", "--set", "block.per-minute=100");
        Guarded.Session established = net.session(net.attacker, VICTIM);
        net.hosts.show(
                net.attacker, "hping3", "-q", "-n", "-S", "-p", "23", "-c", "3", "-i", "u1000", "-a", GATEWAY, VICTIM);
        flood("10000", "u100");

        net.hosts.nmap("-sS", "-p", "20-60", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(net.banned(4)).doesNotContain(GATEWAY + " timeout");
        assertThat(net.ask("history", GATEWAY)).contains("gateway");
        assertThat(net.ask("list").lines().count()).isBetween(50L, 220L);
        assertThat(established.goesOn()).isTrue();
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT, 22)).isTrue();
    }

    private static Path copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList())
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return to;
    }
}
