package portcullis.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every setting: its name, what may stand there, what stands there unless it is set, what it means, and which PortSentry option it
 * succeeds. The reference page and the sample file are compared with this list.
 */
public enum Key {
    PRESET(
            "preset",
            Form.PRESET,
            "shipped",
            "what stands where nothing is set: shipped, portsentry (one contact below port 1024 alarms, and no rule beyond its own is on), or classic (the same, counted and told as PortSentry 1.x did)",
            ""),
    MODES(
            "modes",
            Form.MODES,
            "[atcp, audp, stealth, strays, served, sctp, ping, protocols, neighbours, logins, alerts]",
            "what is listened to: PortSentry's six modes tcp udp stcp sudp atcp audp, and what it had no eye for",
            "the mode on the command line"),
    PORTS_TCP(
            "ports.tcp",
            Form.PORTS,
            "\"1,11,15,79,111,119,143,540,635,1080,1524,2000,5742,6667,12345,12346,20034,27665,31337,32771-32774,40421,49724,54320\"",
            "the ports that the modes tcp and stcp watch",
            "TCP_PORTS"),
    PORTS_UDP(
            "ports.udp",
            Form.PORTS,
            "\"1,7,9,69,161,162,513,635,640,641,700,37444,34555,31335,32770-32774,31337,54321\"",
            "the ports that the modes udp and sudp watch",
            "UDP_PORTS"),
    ADVANCED_TCP_BELOW(
            "advanced.tcp.below",
            Form.PORT_LIMIT,
            "65536",
            "mode atcp watches every unserved port below this one",
            "ADVANCED_PORTS_TCP"),
    ADVANCED_TCP_EXCLUDE(
            "advanced.tcp.exclude",
            Form.PORTS,
            "\"111,113,139,7000,8000,9000\"",
            "ports that mode atcp leaves alone; 7000, 8000 and 9000 are what knockd waits for unless told otherwise",
            "ADVANCED_EXCLUDE_TCP"),
    ADVANCED_UDP_BELOW(
            "advanced.udp.below",
            Form.PORT_LIMIT,
            "65536",
            "mode audp watches every unserved port below this one",
            "ADVANCED_PORTS_UDP"),
    ADVANCED_UDP_EXCLUDE(
            "advanced.udp.exclude",
            Form.PORTS,
            "\"67,68,111,137,138,443,520,1900,5353,5355,33434-33534\"",
            "ports that mode audp leaves alone",
            "ADVANCED_EXCLUDE_UDP"),
    TRIGGER_PROBES(
            "trigger.probes",
            Form.COUNT,
            "0",
            "alarm at the Nth probe of a source; 0 and 1: at the first",
            "SCAN_TRIGGER"),
    TRIGGER_PORTS("trigger.ports", Form.COUNT, "3", "and not before this many distinct ports", ""),
    TRIGGER_WITHIN(
            "trigger.within",
            Form.SPAN,
            "1h",
            "both counted within this window; 0s: as long as the source is remembered",
            ""),
    TRIGGER_RING(
            "trigger.ring",
            Form.SWITCH,
            "off",
            "count as PortSentry 1.x did: contacts in a ring of 50 (or of trigger.probes, if that is more) that all sources of a mode share, without ports and window above; ACKs of no conversation are no probes then",
            "SCAN_TRIGGER"),
    SWEEP_PORTS(
            "sweep.ports",
            Form.COUNT_OR_NEVER,
            "0",
            "distinct TCP ports within a minute that are a sweep; 0: this rule is off",
            ""),
    SCANS_STRAY(
            "scans.stray",
            Form.COUNT_OR_NEVER,
            "5",
            "distinct unserved TCP ports that a source sends ACK or FIN with ACK to within an hour, outside of any conversation; 0: off",
            ""),
    SCANS_STEALTH(
            "scans.stealth",
            Form.COUNT_OR_NEVER,
            "2",
            "distinct TCP ports, served or not, that a source sends flags to within an hour which belong to no conversation: FIN, NULL, XMAS, odd ones; 0: off",
            ""),
    SCANS_ODD(
            "scans.odd",
            Form.COUNT_OR_NEVER,
            "1",
            "the same flags, so often within an hour, are reported though nobody is blocked for so few; 0: off",
            ""),
    SCANS_FINGERPRINT(
            "scans.fingerprint",
            Form.COUNT_OR_NEVER,
            "2",
            "distinct kinds of such flags within half a minute, as a guess at the operating system needs; 0: off",
            ""),
    SCANS_SLOW(
            "scans.slow",
            Form.COUNT_OR_NEVER,
            "4",
            "new doors (a port of a host) touched, each worth 1 and half of it after a day; 0: off",
            ""),
    SCANS_HORIZONTAL(
            "scans.horizontal",
            Form.COUNT_OR_NEVER,
            "4",
            "distinct watched addresses of which a source touches unserved TCP or UDP ports within ten minutes; 0: off",
            ""),
    SCANS_WALK(
            "scans.walk",
            Form.COUNT_OR_NEVER,
            "8",
            "TCP doors found closed less those found open, first contacts only (a sequential test); 0: off",
            ""),
    SCANS_DISTRIBUTED(
            "scans.distributed",
            Form.COUNT_OR_NEVER,
            "8",
            "sources of two to four ports each that seek one address within a minute; 0: off",
            ""),
    SCANS_SHARED("scans.shared", Form.COUNT_OR_NEVER, "16", "and so many distinct ports between them; 0: off", ""),
    SCANS_DECOY(
            "scans.decoy",
            Form.COUNT_OR_NEVER,
            "3",
            "sources that keep step with one: nobody is blocked for a scan that several claim; 0: off",
            ""),
    SCANS_IDLE(
            "scans.idle",
            Form.COUNT_OR_NEVER,
            "5",
            "distinct TCP ports touched from one and the same service port within ten minutes; 0: off",
            ""),
    SCANS_TOOL(
            "scans.tool",
            Form.COUNT_OR_NEVER,
            "3",
            "doors, served ones included, that get a SYN of nmap, zmap, masscan or hping within an hour; 0: off",
            ""),
    SCANS_SCTP("scans.sctp", Form.COUNT_OR_NEVER, "2", "distinct unserved SCTP ports within ten minutes; 0: off", ""),
    SCANS_PROTOCOLS(
            "scans.protocols", Form.COUNT_OR_NEVER, "4", "distinct other IP protocols within ten minutes; 0: off", ""),
    SCANS_PING(
            "scans.ping",
            Form.COUNT_OR_NEVER,
            "4",
            "distinct watched addresses that a source pings within a minute; 0: off",
            ""),
    SCANS_NEIGHBOURS(
            "scans.neighbours",
            Form.COUNT_OR_NEVER,
            "0",
            "distinct addresses that one host of the segment asks for within a minute, such as 24; 0: off, as routers ask for many",
            ""),
    SCANS_NETWORK_ADDRESSES(
            "scans.network-addresses",
            Form.COUNT_OR_NEVER,
            "5",
            "addresses of one IPv6 /64 that probe within six hours, as one scanner with many addresses does; the whole /64 is blocked; 0: off",
            ""),
    SCANS_NETWORK_PORTS(
            "scans.network-ports",
            Form.COUNT_OR_NEVER,
            "5",
            "and not before they have touched this many distinct ports; 0: off",
            ""),
    LOGINS_VISITS(
            "logins.visits",
            Form.COUNT,
            "1",
            "a login is told of when the user has logged in from that network (IPv4 /24, IPv6 /48) less often than this before; 0: off",
            "(hostsentry)"),
    LOGINS_ORIGINS(
            "logins.origins",
            Form.FEW_OR_NEVER,
            "3",
            "distinct addresses from which one user logs in within `logins.within`; 0: off",
            "(hostsentry)"),
    LOGINS_FAILURES(
            "logins.failures",
            Form.FEW_OR_NEVER,
            "10",
            "logins of one source that fail within `logins.within`; 0: off",
            "(hostsentry)"),
    LOGINS_DOORS(
            "logins.doors",
            Form.COUNT_OR_NEVER,
            "1",
            "ports that a source has probed, as far as it is remembered, before it logs in; 0: off",
            ""),
    LOGINS_WITHIN("logins.within", Form.SPAN, "1h", "the window for them, at most a day", ""),
    LOGINS_ODD_FROM(
            "logins.odd-from",
            Form.COUNT,
            "0",
            "logins from this hour of the day on are odd (0 to 23, local time), past midnight too",
            "(hostsentry)"),
    LOGINS_ODD_UNTIL("logins.odd-until", Form.COUNT, "0", "until this one; the same twice: no hour is odd", ""),
    ALERTS_GRAVE(
            "alerts.grave",
            Form.FEW_OR_NEVER,
            "1",
            "alerts of priority 1 about one source within `alerts.within`; 0: off",
            "(snort)"),
    ALERTS_MIDDLING("alerts.middling", Form.FEW_OR_NEVER, "5", "the same of priority 2 and graver; 0: off", "(snort)"),
    ALERTS_SLIGHT("alerts.slight", Form.FEW_OR_NEVER, "0", "the same of any priority; 0: off", "(snort)"),
    ALERTS_WITHIN("alerts.within", Form.SPAN, "10m", "the window for them, at most a day", ""),
    QUIET("quiet", Form.SPAN, "10m", "after an alarm a rule says nothing more about the source for this long", ""),
    IGNORE(
            "ignore",
            Form.NETWORKS,
            "[127.0.0.0/8, \"::1\", 0.0.0.0]",
            "networks against which nothing is counted",
            "IGNORE_FILE (its lines)"),
    IGNORE_FILE(
            "ignore-file",
            Form.TEXT,
            "\"\"",
            "a file with one network a line, read beside the list above",
            "IGNORE_FILE"),
    BLOCK_TCP(
            "block.tcp",
            Form.RESPONSE,
            "respond",
            "on a TCP alarm: report, respond (block and what is listed below) or run (only `run-only`)",
            "BLOCK_TCP 0 1 2"),
    BLOCK_UDP(
            "block.udp",
            Form.RESPONSE,
            "report",
            "the same for UDP, where senders are the easiest to forge",
            "BLOCK_UDP 0 1 2"),
    BLOCK_OTHER(
            "block.other",
            Form.RESPONSE,
            "report",
            "the same for what is neither: SCTP, pings, other IP protocols, ARP and neighbour solicitations",
            ""),
    BLOCK_LOGINS(
            "block.logins",
            Form.RESPONSE,
            "report",
            "the same for alarms about logins; whoever logs in from somewhere new may be you",
            ""),
    BLOCK_ALERTS("block.alerts", Form.RESPONSE, "report", "the same for what other detection systems say", ""),
    BLOCK_FOR(
            "block.for",
            Form.SPANS,
            "[10m, 1h, 1d, 7d]",
            "how long: the first, second, third ... block of a source that has proven itself by a handshake or data; the last goes on",
            ""),
    BLOCK_FOR_FORGEABLE(
            "block.for-forgeable",
            Form.SPANS,
            "[10m, 1h]",
            "the same for a source that anyone may have forged; a source that proves itself later counts on",
            ""),
    BLOCK_EVIDENCE(
            "block.evidence",
            Form.EVIDENCE,
            "forgeable",
            "the least evidence on which anybody is blocked: forgeable (packets that anyone can send in any name), handshake or data",
            ""),
    BLOCK_FORGET(
            "block.forget", Form.SPAN, "30d", "a source that stays away this long starts again at the first span", ""),
    BLOCK_NEVER(
            "block.never",
            Form.HOSTS,
            "[]",
            "networks and hosts that may alarm but are never blocked; names are resolved each minute by a live watch",
            ""),
    BLOCK_GATEWAYS("block.gateways", Form.NETWORKS, "[]", "this host's gateways; never blocked", ""),
    BLOCK_RESOLVERS("block.resolvers", Form.NETWORKS, "[]", "this host's name servers; never blocked", ""),
    BLOCK_PER_MINUTE(
            "block.per-minute",
            Form.COUNT,
            "600",
            "at most so many blocks a minute for lone packets that anyone can forge; as many again for who touched two ports, and for who touched eight or completed a connection",
            ""),
    BLOCK_AT_ONCE("block.at-once", Form.COUNT, "50000", "at most so many blocks in force", ""),
    BLOCK_HARD(
            "block.hard",
            Form.SWITCH,
            "off",
            "whether a block in our nft table cuts established connections and answers, too; drop-with-nftables then asks for a handshake",
            ""),
    REFLEX(
            "reflex",
            Form.SWITCH,
            "off",
            "whether the kernel itself holds off the source of a first packet to an unserved watched port, until the rules have judged it",
            ""),
    FEEDS_LOGINS(
            "feeds.logins",
            Form.WORDS,
            "[]",
            "files that tell who logs in, such as /var/log/auth.log; one that is called wtmp or btmp is read as these are",
            "(hostsentry)"),
    FEEDS_ALERTS(
            "feeds.alerts",
            Form.WORDS,
            "[]",
            "files of alerts that other detection systems write, in Snort's fast format or Suricata's EVE",
            "(snort)"),
    ADMIN_PORTS("admin.ports", Form.PORTS, "\"22\"", "where administrators log in; who does is never blocked", ""),
    ADMIN_GRACE(
            "admin.grace",
            Form.SPAN,
            "150s",
            "who has been connected there for this long is an administrator; longer than a failed login takes",
            ""),
    SERVED_GRACE("served.grace", Form.SPAN, "60s", "a port that its service closes stays served for this long", ""),
    LOG_OF_A_SOURCE(
            "log.of-a-source",
            Form.COUNT,
            "10",
            "so many events of one source a minute are told by a live watch, and then how many more there were; the journal has them; 0: all",
            ""),
    LOG_A_SECOND("log.a-second", Form.COUNT, "50", "and so many blocks a second, and as many other events; 0: all", ""),
    RESOLVE_HOST(
            "resolve-host",
            Form.SWITCH,
            "off",
            "whether a live watch writes names of sources into classic lines and files, where the name leads back to the address; read at the start",
            "RESOLVE_HOST"),
    HISTORY_FILE(
            "history-file",
            Form.TEXT,
            "\"\"",
            "a file to which a watch that enforces adds a line for each block, as PortSentry 1.x did; read at the start",
            "HISTORY_FILE"),
    BLOCKED_FILE(
            "blocked-file",
            Form.TEXT,
            "\"\"",
            "the same lines of the blocks in force only, in a file for each mode: a dot and the mode are added; read at the start",
            "BLOCKED_FILE"),
    JOURNAL_KEEP("journal.keep", Form.SPAN, "90d", "how long the journal remembers what is over", ""),
    JOURNAL_SIZE("journal.size", Form.COUNT, "512", "how large its file may grow, in MiB; the oldest goes first", ""),
    RELOAD_ON_CHANGE(
            "reload.on-change",
            Form.SWITCH,
            "on",
            "whether a running watcher takes up what is changed in settings, rules and responders by itself, once it has been left alone for two seconds",
            ""),
    RELOAD_SCENARIOS(
            "reload.scenarios",
            Form.SPAN,
            "20s",
            "for how long a reload plays scenarios on changed rules and responders; one that fails refuses them; 0s: none",
            ""),
    RELOAD_RECENT(
            "reload.recent",
            Form.SPAN,
            "10m",
            "a reload says who of this time would be alarmed differently, as far as 32,768 packets reach back; 0s: nobody",
            ""),
    RESPONDERS(
            "responders",
            Form.WORDS,
            "[drop-with-nftables]",
            "files of policies/, in the order in which they act",
            "KILL_ROUTE, KILL_HOSTS_DENY, KILL_RUN_CMD, KILL_RUN_CMD_FIRST (by their order)"),
    RESPONDER_EVIDENCE(
            "responder-evidence",
            Form.DEMANDS,
            "[blackhole-the-route=handshake]",
            "the least evidence on which a responder acts; one that is not named acts on any",
            ""),
    RUN_ONLY("run-only", Form.WORDS, "[run-a-command]", "the responders for `run`", "BLOCK_TCP 2, BLOCK_UDP 2"),
    COMMAND(
            "command",
            Form.WORDS,
            "[]",
            "for run-a-command: program and arguments; $TARGET$, $PORT$ and $MODE$ are filled in",
            "KILL_RUN_CMD"),
    RELEASE_COMMAND(
            "release-command", Form.WORDS, "[]", "for run-a-command: what undoes it; without it nothing is undone", ""),
    HOSTS_DENY("hosts-deny", Form.TEXT, "/etc/hosts.deny", "for deny-with-tcp-wrappers: the file", "KILL_HOSTS_DENY"),
    BANNER("banner", Form.TEXT, "\"\"", "for send-a-banner: what a source reads on a port that we hold", "PORT_BANNER"),
    MAIL_TO(
            "mail.to",
            Form.TEXT,
            "root",
            "for mail-the-admin and the digest; several addresses with commas between them",
            "(logcheck)"),
    MAIL_FROM("mail.from", Form.TEXT, "portcullis", "for mail-the-admin and the digest", ""),
    MAIL_PROGRAM(
            "mail.program",
            Form.TEXT,
            "/usr/sbin/sendmail",
            "what takes the digest, where smtp.host is empty: a program that understands -i -t",
            ""),
    DIGEST_EVERY(
            "digest.every",
            Form.SPAN,
            "0s",
            "how often a digest of what happened is mailed, such as 1d; 0s: by no schedule. Nothing is mailed when nothing happened",
            "(logcheck)"),
    DIGEST_AT("digest.at", Form.TIME, "\"07:00\"", "at which local time of day, where the span is whole days", ""),
    DIGEST_WHEN(
            "digest.when",
            Form.COUNT,
            "0",
            "a digest is mailed at once when there are so many alarms since the last; 0: however many",
            ""),
    DIGEST_GAP("digest.gap", Form.SPAN, "15m", "but no two digests within this time", ""),
    SMTP_HOST("smtp.host", Form.TEXT, "\"\"", "the mail server that takes the digest; empty: mail.program does", ""),
    SMTP_PORT("smtp.port", Form.PORT_LIMIT, "587", "its port; 465 is usual for tls", ""),
    SMTP_SECURITY(
            "smtp.security",
            Form.SECURITY,
            "starttls",
            "how it is spoken to: starttls (or not at all), tls from the first byte, or none; certificates and names are checked",
            ""),
    SMTP_LOGIN(
            "smtp.login",
            Form.TEXT,
            "\"\"",
            "a file of two lines, user and password, which nobody but its owner may read; empty: no login",
            ""),
    SMTP_TRUST(
            "smtp.trust", Form.TEXT, "\"\"", "a file of certificates (PEM) to trust instead of those Java knows", ""),
    SYSLOG_PRIORITY(
            "syslog.priority",
            Form.TEXT,
            "daemon.notice",
            "for write-to-syslog: facility and level",
            "(daemon.notice, fixed)"),
    OPTIONS(
            "options",
            Form.OPTIONS,
            "{}",
            "what responders read with option('name'), such as the webhook-url of post-to-a-webhook; no place for a secret, since plans and the journal show it",
            ""),
    SECRETS(
            "secrets",
            Form.SECRETS,
            "{}",
            "what responders sign with: of each secret a name, which is shown, and the file that holds it, which is read when something is signed",
            ""),
    MEMORY_SOURCES(
            "memory.sources", Form.COUNT, "100000", "how many sources are remembered at once", "(50 slots, fixed)"),
    MEMORY_CONVERSATIONS(
            "memory.conversations", Form.COUNT, "131072", "how many conversations are followed at once", ""),
    MEMORY_NEWCOMERS(
            "memory.newcomers",
            Form.COUNT,
            "100",
            "how many new sources a second are judged; further ones are when they come again, single packets only counted; 0: all",
            ""),
    MEMORY_FORGET("memory.forget", Form.SPAN, "1d", "a source that is silent this long is forgotten", ""),
    RESPONDER_LIMIT("responder-limit", Form.SPAN, "2s", "how long a responder may think about one verdict", "");

    private final String path;
    private final Form form;
    private final String standard;
    private final String meaning;
    private final String heirOf;

    Key(String path, Form form, String standard, String meaning, String heirOf) {
        this.path = path;
        this.form = form;
        this.standard = standard;
        this.meaning = meaning;
        this.heirOf = heirOf;
    }

    /** As it is written, with dots between the levels. */
    public String path() {
        return path;
    }

    public Form form() {
        return form;
    }

    /** The value unless set, as YAML. */
    public String standard() {
        return standard;
    }

    public String meaning() {
        return meaning;
    }

    /** The PortSentry option that it succeeds; may be empty. */
    public String heirOf() {
        return heirOf;
    }

    /** Every name that may be written: of settings, and of what holds several. */
    static List<String> words() {
        Set<String> words = new TreeSet<>();
        for (Key key : values()) {
            for (int dot = key.path.indexOf('.'); dot >= 0; dot = key.path.indexOf('.', dot + 1))
                words.add(key.path.substring(0, dot));
            words.add(key.path);
        }
        return List.copyOf(words);
    }

    static Optional<Key> of(String path) {
        return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
    }
}
