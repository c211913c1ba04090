package portcullis.heir.conf;

/**
 * The options of PortSentry, and what succeeds each: docs/portsentry.md is compared with this table. In the order in which 2.x looks a key
 * up, because it takes the first that begins as the line does.
 */
public enum OldKey {
    BLOCK_TCP("`block.tcp`", "0 `report`, 1 `respond`, 2 `run`; 1.x took any other number for 0"),
    BLOCK_UDP("`block.udp`", "the same; think twice before `respond`, for anyone can send a datagram in any name"),
    RESOLVE_HOST("`resolve-host`", "in classic lines and files, and nothing waits for the answer; 2.x never asked"),
    SCAN_TRIGGER(
            "`trigger.probes`",
            "N alarms at the Nth contact, 0 and 1 at the first; counted for each source, not in 50 slots that all share"),
    KILL_ROUTE(
            "`responders`",
            "the shipped responder that does the same and can undo it; else a responder made from the words of the line"),
    KILL_HOSTS_DENY(
            "`responders`",
            "`deny-with-tcp-wrappers`, which takes its lines out again; another text becomes a responder of its own"),
    KILL_RUN_CMD(
            "`command`",
            "with the responder `run-a-command`: words, which no shell reads; a mail becomes `mail-the-admin`"),
    KILL_RUN_CMD_FIRST("`responders`", "their order: not 0 puts the command first"),
    BLOCKED_FILE(
            "the ledger",
            "addresses that were really blocked go into the file `bans`, each with an end; `blocked-file` goes on writing PortSentry's lines for who reads them"),
    HISTORY_FILE("the journal", "it begins empty; keep the old file, or let `history-file` go on writing it"),
    IGNORE_FILE("`ignore-file`", "its lines, as far as PortSentry took them"),
    TCP_PORTS("`ports.tcp`", "1.x: single ports, the first 64; 2.x: ranges, too"),
    UDP_PORTS("`ports.udp`", "the same"),
    PORT_BANNER("`banner`", "with the responder `send-a-banner`, over TCP only"),
    ADVANCED_PORTS_TCP("`advanced.tcp.below`", "1.x only; 1024 unless set"),
    ADVANCED_PORTS_UDP("`advanced.udp.below`", "the same"),
    ADVANCED_EXCLUDE_TCP("`advanced.tcp.exclude`", "1.x only; none unless set"),
    ADVANCED_EXCLUDE_UDP("`advanced.udp.exclude`", "the same");

    private final String heir;
    private final String how;

    OldKey(String heir, String how) {
        this.heir = heir;
        this.how = how;
    }

    /** Our setting, in Markdown. */
    public String heir() {
        return heir;
    }

    public String how() {
        return how;
    }

    boolean isOf(Dialect dialect) {
        return dialect == Dialect.ONE || !name().startsWith("ADVANCED_");
    }
}
