package portcullis.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two network namespaces with a cable between them, fast or slow: {@code v0} of the one that is watched, {@code v1} of the other, which
 * is also its gateway. Nothing leaves them; closing removes them with all that still runs inside.
 */
final class TwoHosts implements AutoCloseable {
    static final String VICTIM = "198.18.0.10";
    static final String NEIGHBOUR = "198.18.0.66";
    /** The other side has so many addresses, from the hundredth on: each scan comes from one that was never seen. */
    static final int ADDRESSES = 100;

    private final Run run;
    private static int made;

    private final String prefix;
    private final List<Child> children = new ArrayList<>();
    private final Thread atExit = new Thread(this::remove);

    private TwoHosts(Run run, int number) {
        this.run = run;
        this.prefix = "pcb" + ProcessHandle.current().pid() + "-" + number;
    }

    /** Empty where this user may not make namespaces, or has no program for them. */
    static synchronized Optional<TwoHosts> where(Run run) {
        TwoHosts hosts = new TwoHosts(run, ++made);
        try {
            for (String side : List.of("v", "s", "w")) run.of(List.of("ip", "netns", "add", hosts.prefix + side));
            run.of(hosts.victim("true"));
            Runtime.getRuntime().addShutdownHook(hosts.atExit);
            return Optional.of(hosts);
        } catch (BenchFailed notPermitted) {
            hosts.remove();
            return Optional.empty();
        }
    }

    void layCable() throws BenchFailed {
        ip("link", "add", "v0", "netns", prefix + "v", "type", "veth", "peer", "name", "v1", "netns", prefix + "s");
        setUp();
    }

    /** @param wire the program that keeps frames back, for 5 ms each way */
    void laySlowCable(Path wire) throws BenchFailed {
        ip("link", "add", "v0", "netns", prefix + "v", "type", "veth", "peer", "name", "w0", "netns", prefix + "w");
        ip("link", "add", "v1", "netns", prefix + "s", "type", "veth", "peer", "name", "w1", "netns", prefix + "w");
        for (String end : List.of("w0", "w1")) ip("-n", prefix + "w", "link", "set", end, "up");
        start(in("w", wire.toString(), "w0", "w1", "5000"));
        setUp();
    }

    private void setUp() throws BenchFailed {
        ip("-n", prefix + "v", "link", "set", "v0", "address", "02:00:00:00:00:10");
        ip("-n", prefix + "s", "link", "set", "v1", "address", "02:00:00:00:00:66");
        ip("-n", prefix + "v", "address", "add", VICTIM + "/24", "dev", "v0");
        ip("-n", prefix + "s", "address", "add", NEIGHBOUR + "/24", "dev", "v1");
        for (int i = 0; i < ADDRESSES; i++) ip("-n", prefix + "s", "address", "add", address(i) + "/24", "dev", "v1");
        for (String end : List.of("v", "s")) {
            ip("-n", prefix + end, "link", "set", "lo", "up");
            ip("-n", prefix + end, "link", "set", end.equals("v") ? "v0" : "v1", "up");
        }
        ip("-n", prefix + "v", "route", "add", "default", "via", NEIGHBOUR);
    }

    static String address(int number) {
        return "198.18.0." + (100 + number);
    }

    private void ip(String... words) throws BenchFailed {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        run.of(command);
    }

    /** The files by which a program may enter them: of the watched one, of the other. */
    List<Path> namespaces() {
        return Stream.of("v", "s")
                .map(side -> Path.of("/run/netns", prefix + side))
                .toList();
    }

    List<String> victim(String... words) {
        return in("v", words);
    }

    List<String> neighbour(String... words) {
        return in("s", words);
    }

    private List<String> in(String side, String... words) {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", prefix + side));
        command.addAll(List.of(words));
        return command;
    }

    /** Starts what runs on; it is ended at the latest when the hosts are removed. */
    Child start(List<String> command) throws BenchFailed {
        Child child = Child.start(command, run.scratch());
        children.add(child);
        return child;
    }

    /** What runs on the watched host, and has not been started by {@link #start} itself. */
    void endAllOfVictim() throws BenchFailed {
        for (String pid :
                run.of(List.of("ip", "netns", "pids", prefix + "v")).said().split("\\s+"))
            if (!pid.isEmpty()) ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void remove() {
        children.forEach(Child::kill);
        for (String side : List.of("v", "s", "w")) {
            try {
                run.of(List.of("ip", "netns", "delete", prefix + side));
            } catch (BenchFailed gone) {
                continue; // it was never made
            }
        }
    }
}
