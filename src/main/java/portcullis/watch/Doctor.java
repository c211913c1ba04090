package portcullis.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import portcullis.capture.CaptureFailed;
import portcullis.capture.live.FrameQueue;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.respond.host.Commands;
import portcullis.respond.host.Firewall;
import portcullis.respond.host.Groundwork;
import portcullis.respond.host.HostFailed;
import portcullis.respond.host.HostRunner;
import portcullis.respond.host.Table;

/** Looks whether this host has what an armed watcher needs, and who else keeps its firewall. Changes nothing. */
public final class Doctor {
    private static final int NET_ADMIN = 12;
    private static final int NET_RAW = 13;
    private static final long LITTLE_SPACE = 100L << 20;

    /** How a finding is to be taken. */
    public enum State {
        OK,
        /** Worth knowing. */
        NOTE,
        /** Only privileges are missing. */
        NOT_PERMITTED,
        /** An armed watcher will not work. */
        MISSING
    }

    /** One thing that was looked at. @param what what it is @param detail how it stands, in one line */
    public record Finding(State state, String what, String detail) {}

    private final Plan plan;
    private final Commands commands = Commands.ofThisHost();
    private final List<Finding> findings = new ArrayList<>();

    private Doctor(Plan plan) {
        this.plan = plan;
    }

    /** Everything that was looked at, in an order that can be read. */
    public static List<Finding> examine(Plan plan) {
        Doctor doctor = new Doctor(plan);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            doctor.examine(threads);
        } finally {
            threads.shutdownNow();
        }
        return List.copyOf(doctor.findings);
    }

    private void examine(ExecutorService threads) {
        found(
                State.OK,
                "java",
                Runtime.version() + ", up to " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        capabilities();
        Optional<Rulebook> book = rulebook(threads);
        book.ifPresent(this::capture);
        firewall();
        book.ifPresent(this::secrets);
        book.ifPresent(each -> responders(each, threads));
        otherFirewalls();
        journal();
        watcher();
        book.ifPresent(each -> each.responders().close());
    }

    private void found(State state, String what, String detail) {
        findings.add(new Finding(state, what, detail));
    }

    private void capabilities() {
        long effective = effective();
        capability("CAP_NET_RAW", NET_RAW, effective, "to see packets");
        capability("CAP_NET_ADMIN", NET_ADMIN, effective, "to change the firewall");
    }

    private static long effective() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }

    private void capability(String name, int bit, long effective, String why) {
        boolean has = (effective >>> bit & 1) == 1;
        found(has ? State.OK : State.NOT_PERMITTED, name, has ? "is here, " + why : "is missing, " + why + ": be root");
    }

    private Optional<Rulebook> rulebook(ExecutorService threads) {
        try {
            Rulebook read = Rulebook.read(plan, threads);
            found(State.OK, "rules", plan.rules() + ", " + plan.policies() + " and settings are in order");
            return Optional.of(read);
        } catch (Refused refused) {
            for (Problem problem : refused.problems()) found(State.MISSING, "rules", problem.toString());
            return Optional.empty();
        }
    }

    private void capture(Rulebook book) {
        HostView view = new HostView(plan.interfaces(), plan.loopback(), book.settings());
        try (Listening listening =
                new Listening(plan.capture(), new FrameQueue(1 << 10), new LineClock(), task -> {})) {
            view.poll(0);
            view.unknown().forEach(name -> found(State.MISSING, "interface", "there is no " + name));
            listening.follow(view.links(), "tcp");
            found(State.OK, "capture", "can listen to " + String.join(", ", listening.names()));
        } catch (CaptureFailed e) {
            found(e.isNotPermitted() ? State.NOT_PERMITTED : State.MISSING, "capture", e.getMessage());
        }
    }

    private void firewall() {
        try (Firewall door = Firewall.open(commands)) {
            String how = "through " + door.door();
            if (door.door().equals("none")) {
                found(State.MISSING, "nftables", "neither libnftables1 nor nft is here: apt-get install nftables");
            } else if (commands.has("nft")) {
                Table.tryOut(commands);
                found(State.OK, "nftables", how + "; the kernel takes our table");
            } else {
                found(State.NOTE, "nftables", how + "; without the program nft our table cannot be tried out");
            }
        } catch (HostFailed e) {
            found(e.isNotPermitted() ? State.NOT_PERMITTED : State.MISSING, "nftables", e.getMessage());
        }
    }

    private void secrets(Rulebook book) {
        for (Problem problem : new Secrets(book.settings()).problems())
            found(State.MISSING, "secrets", problem.toString());
    }

    private void responders(Rulebook book, ExecutorService threads) {
        for (String name : book.blocking()) {
            String needs = book.responders().needs(name).orElse("");
            if (book.isInOurTable(name)) {
                found(State.OK, name, "blocks in table " + Table.NAME);
                continue;
            }
            try (Firewall door = Firewall.open(commands)) {
                HostRunner runner = new HostRunner(door, commands, threads, 1, outcome -> {});
                boolean prepares = !book.responders().prepare(name).isEmpty();
                Groundwork.of(name, book.responders(), runner)
                        .lacks()
                        .ifPresentOrElse(
                                why -> found(
                                        prepares ? State.NOTE : State.MISSING,
                                        name,
                                        (prepares ? "will be made ready, if there are " : "needs ") + needs + ": "
                                                + why.getMessage()),
                                () -> found(State.OK, name, "has what it needs: " + needs));
            }
        }
    }

    /** They keep working beside ours; what they flush of it is put back. */
    private void otherFirewalls() {
        if (commands.has("nft")) {
            try {
                commands.run(List.of("nft", "list", "tables"), "")
                        .lines()
                        .filter(line -> !line.contains(Table.NAME))
                        .forEach(line -> found(State.NOTE, "another firewall", "nft " + line));
            } catch (HostFailed e) {
                found(State.NOTE, "another firewall", "cannot be asked for: " + e.getMessage());
            }
        }
        note("/run/firewalld", "firewalld runs; what it reloads leaves our table alone");
        note("/run/docker.sock", "Docker runs; ports that it publishes count as served");
        legacy("/proc/net/ip_tables_names");
        legacy("/proc/net/ip6_tables_names");
    }

    private void note(String file, String detail) {
        if (Files.exists(Path.of(file))) found(State.NOTE, "another firewall", detail);
    }

    private void legacy(String file) {
        try {
            String tables = String.join(" ", Files.readAllLines(Path.of(file)));
            if (!tables.isBlank()) found(State.NOTE, "another firewall", "iptables-legacy has tables: " + tables);
        } catch (IOException none) {
            return; // the kernel has no such tables, or tells root only
        }
    }

    private void journal() {
        Path folder = plan.journal().toAbsolutePath().getParent();
        Path there = folder;
        while (there != null && !Files.exists(there)) there = there.getParent();
        try {
            long space = Files.getFileStore(there).getUsableSpace();
            if (!Files.isWritable(there)) found(State.NOT_PERMITTED, "journal", there + " cannot be written");
            else if (space < LITTLE_SPACE)
                found(State.MISSING, "journal", "only " + (space >> 20) + " MiB are left in " + folder);
            else found(State.OK, "journal", folder + " has " + (space >> 20) + " MiB left");
        } catch (IOException e) {
            found(State.MISSING, "journal", folder + ": " + e.getMessage());
        }
    }

    private void watcher() {
        try {
            Asking.ask(plan.control(), List.of("status"));
            found(State.NOTE, "watcher", "one answers at " + plan.control() + " already");
        } catch (IOException none) {
            found(State.OK, "watcher", "none is running at " + plan.control());
        }
    }
}
