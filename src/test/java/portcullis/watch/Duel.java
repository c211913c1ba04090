package portcullis.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How both are set up, and the cases that they are shown: each a source of its own, which sends a few packets. Seeded, so that every run
 * shows the same.
 *
 * @param first whether the command comes before what blocks
 * @param status what the command ends with
 */
record Duel(
        int number,
        List<String> modes,
        int trigger,
        Response response,
        boolean deny,
        boolean route,
        boolean command,
        boolean first,
        int status,
        String tcpPorts,
        String udpPorts,
        int size) {
    /** BLOCK_TCP and BLOCK_UDP. */
    enum Response {
        REPORT,
        RESPOND,
        RUN
    }

    /** What the list of differences says of a case. */
    enum Differs {
        NO,
        /** The original is silent about it. */
        ONLY_WE_TELL,
        /** We are silent about it. */
        ONLY_PORTSENTRY_TELLS
    }

    static final List<String> SERVED = List.of("tcp:22", "tcp:79", "tcp:80", "udp:9");
    static final String IGNORED = "198.18.120.0/24";
    static final String IGNORED_TOO = "198.18.121.77/25"; // as PortSentry masks it
    private static final int SEED = 20_011_126;
    private static final int[] FLAGS = {
        0x02, 0x02, 0x02, 0x01, 0x00, 0x29, 0x2B, 0x03, 0x20, 0x08, 0x0A, 0xC2, 0xC0, 0x10, 0x11, 0x12, 0x04, 0x14
    };
    private static final int[] TCP_EDGES = {22, 79, 80, 113, 139, 500, 1_023, 1_024, 2_000};
    private static final int[] UDP_EDGES = {9, 53, 138, 300, 520, 1_023, 1_024, 3_000};

    /** @param mode of the original's process that is to see it */
    record Case(String source, String mode, List<Shot> shots, Differs differs) {}

    List<Case> cases() {
        Random random = new Random(SEED + number);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String mode = modes.get(i % modes.size());
            String source = source(i, random.nextInt(8));
            List<Shot> shots = new ArrayList<>();
            int many = 1 + random.nextInt(5);
            int same = port(mode, mode.endsWith("tcp"), random);
            for (int j = 0; j < many; j++) {
                // in connect modes the original looks at its ports in their order, not in that of the packets
                int port = mode.length() == 3 ? same : port(mode, mode.endsWith("tcp"), random);
                shots.add(shot(mode, source, 20_000 + 100 * i + j, port, random));
            }
            cases.add(new Case(source, mode, shots, Differs.NO));
        }
        boolean hasRoom =
                trigger == 0 && response == Response.RESPOND; // else what only one counts would change its ring
        if (hasRoom) for (String mode : modes) cases.addAll(differing(mode));
        return cases;
    }

    private String source(int i, int kind) {
        if (kind == 0) return "198.18.120." + (1 + i);
        return (kind == 1 ? "198.18.121." : "198.18." + (64 + number) + ".") + (1 + i);
    }

    private Shot shot(String mode, String source, int sourcePort, int port, Random random) {
        boolean isTcp = mode.endsWith("tcp");
        if (mode.equals("tcp") && random.nextInt(4) > 0)
            return new Shot(source, 0, TwoHosts.VICTIM, port, Shot.CONNECT, false, 0, false);
        int flags = isTcp ? FLAGS[random.nextInt(FLAGS.length)] : Shot.UDP;
        boolean options = random.nextInt(6) == 0;
        int fragments = random.nextInt(6) == 0 ? 8 + 8 * random.nextInt(2) : 0;
        int from = isTcp || random.nextInt(5) > 0 ? sourcePort : 53;
        return new Shot(source, from, TwoHosts.VICTIM, port, flags, options, fragments, random.nextBoolean());
    }

    /** Never port 0 in stealth modes: for a listed port that is served the original watches what happens to stand on its stack. */
    private int port(String mode, boolean isTcp, Random random) {
        int[] edges = isTcp ? TCP_EDGES : UDP_EDGES;
        if (random.nextInt(3) == 0) return edges[random.nextInt(edges.length)];
        if (mode.startsWith("a")) return random.nextInt(1_024);
        String[] listed = (isTcp ? tcpPorts : udpPorts).split(",");
        return Integer.parseInt(listed[random.nextInt(listed.length)]);
    }

    private List<Case> differing(String mode) {
        String source = "198.18." + (64 + number) + ".";
        return switch (mode) {
            case "stcp", "atcp" ->
                List.of(
                        differing(mode, source + (mode.equals("stcp") ? 241 : 242), TwoHosts.VICTIM, 0x13),
                        differing(mode, source + (mode.equals("stcp") ? 243 : 244), TwoHosts.VICTIM, 0x06));
            case "sudp", "audp" ->
                List.of(differing(mode, source + (mode.equals("sudp") ? 245 : 246), "198.18.0.255", Shot.UDP));
            default -> List.of();
        };
    }

    private Case differing(String mode, String source, String target, int flags) {
        int port = marked(mode);
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < Math.max(1, trigger); i++)
            shots.add(new Shot(source, 30_000 + i, target, port, flags, false, 0, false));
        return new Case(source, mode, shots, flags == Shot.UDP ? Differs.ONLY_PORTSENTRY_TELLS : Differs.ONLY_WE_TELL);
    }

    /** A port on which every packet counts; in connect modes the last one, which the original looks at last. */
    private int marked(String mode) {
        return mode.endsWith("tcp") ? 540 : 69;
    }

    /**
     * What is sent last: the first that is told tells that all before it was told, the second that the first was answered. One
     * packet more than the trigger asks for, as a trigger that is wrong by one must not leave the test waiting.
     */
    List<Case> markers() {
        List<Case> markers = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            for (String mode : modes) {
                String source = marker(mode, i);
                int flags = mode.equals("tcp") ? Shot.CONNECT : mode.endsWith("tcp") ? 2 : Shot.UDP;
                List<Shot> shots = new ArrayList<>();
                for (int j = 0; j <= Math.max(1, trigger); j++)
                    shots.add(new Shot(source, 31_000 + j, TwoHosts.VICTIM, marked(mode), flags, false, 0, false));
                markers.add(new Case(source, mode, shots, Differs.NO));
            }
        }
        return markers;
    }

    private String marker(String mode, int which) {
        return "198.18.127." + (10 * number + 2 * modes.indexOf(mode) + which);
    }

    /** Whose line means that all has been told. */
    List<String> lastMarkers() {
        return modes.stream().map(mode -> marker(mode, 2)).toList();
    }

    /** @param folder where the command leaves a file */
    String portsentryConf(String folder) {
        int block = response.ordinal();
        String conf = """
                TCP_PORTS="%s"
                UDP_PORTS="%s"
                ADVANCED_PORTS_TCP="1024"
                ADVANCED_PORTS_UDP="1024"
                ADVANCED_EXCLUDE_TCP="113,139"
                ADVANCED_EXCLUDE_UDP="520,138"
                IGNORE_FILE="/etc/portsentry/ignore"
                HISTORY_FILE="/etc/portsentry/history"
                BLOCKED_FILE="/etc/portsentry/blocked"
                RESOLVE_HOST="0"
                BLOCK_TCP="%d"
                BLOCK_UDP="%d"
                SCAN_TRIGGER="%d"
                """.formatted(tcpPorts, udpPorts, block, block, trigger);
        if (deny) conf += "KILL_HOSTS_DENY=\"ALL: $TARGET$\"\n";
        if (route) conf += "KILL_ROUTE=\"ip -4 route replace blackhole $TARGET$\"\n";
        if (command)
            conf += "KILL_RUN_CMD=\"" + command(folder) + "\"\nKILL_RUN_CMD_FIRST=\"" + (first ? 1 : 0) + "\"\n";
        return conf;
    }

    private String command(String folder) {
        return status == 0 ? "/usr/bin/touch " + folder + "/$TARGET$-$PORT$-$MODE$" : "/bin/false $TARGET$";
    }

    /** The same in our words. */
    String settings(String folder, String hostsDeny) {
        List<String> responders = new ArrayList<>();
        if (deny) responders.add("deny-with-tcp-wrappers");
        if (route) responders.add("blackhole-the-route");
        if (command) responders.add(first ? 0 : responders.size(), "run-a-command");
        String block = response.name().toLowerCase(java.util.Locale.ROOT);
        return """
                ports: { tcp: "%s", udp: "%s" }
                advanced: { tcp: { exclude: "113,139" }, udp: { exclude: "520,138" } }
                trigger: %d
                block: { tcp: %s, udp: %s }
                responders: [%s]
                command: [%s]
                hosts-deny: %s/hosts.deny
                history-file: %s/portsentry/history
                blocked-file: %s/portsentry/blocked
                ignore-file: portsentry/ignore
                log: { of-a-source: 0, a-second: 0 }
                memory: { newcomers: 0 }
                reload: { on-change: off }
                """.formatted(
                        tcpPorts,
                        udpPorts,
                        trigger,
                        block,
                        block,
                        String.join(", ", responders),
                        Stream.of(command(folder).split(" ")).collect(Collectors.joining(", ")),
                        hostsDeny,
                        hostsDeny,
                        hostsDeny);
    }
}
