package portcullis.heir.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import portcullis.config.Draft;
import portcullis.config.Key;
import portcullis.fact.Mode;
import portcullis.fact.Transport;
import portcullis.heir.conf.Conf;
import portcullis.heir.conf.Findings;
import portcullis.heir.conf.OldKey;
import portcullis.heir.conf.OldOption;
import portcullis.heir.kill.Answer;
import portcullis.heir.kill.Kill;

/** What is done about a source: which transports are answered, by which responders, in which order. */
final class Answering {
    private static final String MAIL = "mail-the-admin";
    private static final String WRAPPERS = "deny-with-tcp-wrappers";
    private static final String IPTABLES = "drop-with-iptables";
    private static final String COMMAND = "run-a-command";
    private static final String BANNER = "send-a-banner";

    private final Conf conf;
    private final Findings findings;
    private final Takeover takeover;
    private final Draft draft;
    private final List<Mode> modes;
    private final Optional<Answer> route;
    private final Optional<Answer> deny;
    private final Optional<Answer> command;

    Answering(Conf conf, Findings findings, Takeover takeover, List<Mode> modes) {
        this.conf = conf;
        this.findings = findings;
        this.takeover = takeover;
        this.draft = takeover.draft();
        this.modes = List.copyOf(modes);
        this.route = conf.option(OldKey.KILL_ROUTE).map(option -> Kill.route(option.value(), Watching.origin(option)));
        this.deny = conf.option(OldKey.KILL_HOSTS_DENY)
                .map(option -> Kill.hostsDeny(option.value(), Watching.origin(option)));
        this.command = conf.option(OldKey.KILL_RUN_CMD).map(option -> Kill.command(option.value()));
    }

    /**
     * Whether PortSentry really kept away whom it wrote down as blocked: with BLOCK 0 and 2 it did not, nor with a line that failed each time.
     * What only its shell could run did keep them away.
     */
    boolean reallyBlocked(Transport transport) {
        return number(transport) == 1
                && Stream.of(OldKey.KILL_ROUTE, OldKey.KILL_HOSTS_DENY)
                        .flatMap(key -> conf.option(key).stream())
                        .anyMatch(option -> Kill.hasWorked(option.value()));
    }

    private int number(Transport transport) {
        int number = conf.number(transport == Transport.UDP ? OldKey.BLOCK_UDP : OldKey.BLOCK_TCP);
        return number == 1 || number == 2 ? number : 0;
    }

    void settle() {
        responders();
        runOnly();
        response(OldKey.BLOCK_TCP, Key.BLOCK_TCP, Transport.TCP);
        response(OldKey.BLOCK_UDP, Key.BLOCK_UDP, Transport.UDP);
        tellOfKills();
        conf.option(OldKey.RESOLVE_HOST).ifPresent(this::resolve);
        conf.option(OldKey.PORT_BANNER).ifPresent(this::tellOfBanner);
        if (blocksAtAll())
            findings.at(conf.file(), 0, "blocks that never end")
                    .changed(
                            "block.for: [10m, 1h, 1d, 7d]",
                            "every block ends here, and each further one of the same source is longer; the preset gives these spans to lone packets, too");
    }

    private boolean blocksAtAll() {
        return number(Transport.TCP) == 1 || number(Transport.UDP) == 1;
    }

    private void responders() {
        List<String> names = new ArrayList<>();
        command.ifPresent(this::takeCommand);
        if (sendsBanner() && number(Transport.TCP) == 1) names.add(BANNER);
        boolean isFirst = conf.number(OldKey.KILL_RUN_CMD_FIRST) != 0;
        if (isFirst) command.ifPresent(answer -> take(answer, names));
        deny.ifPresent(answer -> take(answer, names));
        route.ifPresent(answer -> take(answer, names));
        if (!isFirst) command.ifPresent(answer -> take(answer, names));
        if (names.isEmpty() && blocksAtAll()) names.add("only-say-so");
        if (names.isEmpty()) return;
        names.forEach(this::note);
        draft.set(Key.RESPONDERS, "KILL_ROUTE, KILL_HOSTS_DENY, KILL_RUN_CMD, in PortSentry's order", names);
    }

    private void note(String name) {
        takeover.shipped(name);
        if (name.equals(WRAPPERS) || name.equals(Kill.HOSTS_DENY)) takeover.wantOfUnit("ReadWritePaths=/etc");
        if (name.equals(MAIL))
            takeover.wantOfUnit("# what your mail program writes to, such as ReadWritePaths=/var/spool/postfix");
        if (name.equals(IPTABLES))
            takeover.wantOfUnit("# the lock of iptables, where it is there already: ReadWritePaths=-/run/xtables.lock");
        if (name.equals(Kill.KILL_ROUTE) || name.equals(COMMAND)) {
            takeover.wantOfUnit("# The unit lets no program write to the host's files. What " + name + " writes to:");
            takeover.wantOfUnit("# ReadWritePaths=/var/lib/WHERE-IT-WRITES");
        }
    }

    /** Responders of the administrator's own are written, the others named. */
    private void take(Answer answer, List<String> names) {
        answer.responder().ifPresent(name -> {
            add(names, name);
            answer.script().ifPresent(text -> takeover.script(name, text));
        });
    }

    private static void add(List<String> names, String name) {
        if (!names.contains(name)) names.add(name);
    }

    private void takeCommand(Answer answer) {
        String origin = conf.option(OldKey.KILL_RUN_CMD).map(Watching::origin).orElse("");
        answer.settings().forEach((key, words) -> draft.set(key, origin, words));
    }

    /** What BLOCK 2 runs; and a banner, which PortSentry sent whatever BLOCK said, where nothing else would be run with it. */
    private void runOnly() {
        List<String> names = new ArrayList<>();
        boolean runs = number(Transport.TCP) == 2 || number(Transport.UDP) == 2;
        if (sendsBanner() && number(Transport.TCP) != 1 && (number(Transport.TCP) == 2 || !runs)) names.add(BANNER);
        if (runs) command.ifPresent(answer -> take(answer, names));
        if (names.isEmpty()) return;
        names.forEach(this::note);
        draft.set(Key.RUN_ONLY, "BLOCK_TCP, BLOCK_UDP 2", names);
    }

    private boolean sendsBanner() {
        Optional<OldOption> banner =
                conf.option(OldKey.PORT_BANNER).filter(option -> !option.value().isEmpty());
        banner.ifPresent(option -> draft.set(Key.BANNER, Watching.origin(option), option.value()));
        return banner.isPresent() && modes.contains(Mode.TCP);
    }

    private void response(OldKey key, Key ours, Transport transport) {
        Optional<OldOption> option = conf.option(key);
        boolean runs = isTaken(command);
        boolean greets = transport == Transport.TCP && number(transport) == 0 && runsOnly(BANNER);
        String response =
                number(transport) == 1 ? "respond" : number(transport) == 2 && runs || greets ? "run" : "report";
        draft.set(ours, option.map(Watching::origin).orElse(key + " is not set"), response);
        if (option.isEmpty()) return;
        List<String> remarks = new ArrayList<>();
        if (option.get().number() != number(transport)
                || !option.get().value().strip().matches("[0-9]+"))
            remarks.add("PortSentry took it for " + number(transport));
        if (number(transport) == 2 && !runs) remarks.add("there is no command that can be run");
        if (greets) remarks.add("run, and nothing but the banner");
        if (number(transport) == 1 && !acts())
            remarks.add("no action that can be taken is set: only-say-so tells of it");
        findings.at(option.get()).told(draft.said(ours), remarks);
    }

    private boolean acts() {
        return Stream.of(route, deny, command).anyMatch(Answering::isTaken);
    }

    private static boolean isTaken(Optional<Answer> answer) {
        return answer.flatMap(Answer::responder).isPresent();
    }

    private boolean runsOnly(String responder) {
        return draft.has(Key.RUN_ONLY) && draft.said(Key.RUN_ONLY).contains(responder);
    }

    private void tellOfKills() {
        tell(OldKey.KILL_ROUTE, route);
        tell(OldKey.KILL_HOSTS_DENY, deny);
        tell(OldKey.KILL_RUN_CMD, command);
        conf.option(OldKey.KILL_RUN_CMD_FIRST).ifPresent(option -> {
            boolean isOrder = command.isPresent() && draft.has(Key.RESPONDERS);
            findings.at(option)
                    .kept(
                            isOrder ? draft.said(Key.RESPONDERS) : "",
                            isOrder ? "the order in which they act" : "there is no command that could be first");
        });
    }

    private void tell(OldKey key, Optional<Answer> answer) {
        if (answer.isEmpty()) return;
        Findings.At at = findings.at(conf.option(key).orElseThrow());
        if (isTaken(answer)) at.told(becomes(answer.get()), answer.get().remarks());
        else at.lost(String.join("; ", answer.get().remarks()));
    }

    private String becomes(Answer answer) {
        StringBuilder text = new StringBuilder("responder " + answer.responder().orElse(""));
        if (answer.script().isPresent()) text.append(", written for you");
        answer.settings().keySet().forEach(setting -> text.append(", ").append(draft.said(setting)));
        return text.toString();
    }

    private void resolve(OldOption option) {
        boolean isAsked = conf.isOne() && option.number() != 0;
        draft.set(Key.RESOLVE_HOST, Watching.origin(option), isAsked ? "on" : "off");
        Findings.At at = findings.at(option);
        String said = draft.said(Key.RESOLVE_HOST);
        if (isAsked)
            at.changed(
                    said,
                    "in classic lines and files only, where the name leads back to the address; nothing waits for it, as 1.x did before it blocked");
        else at.kept(said, conf.isOne() ? "" : "2.x looked no name up whatever stood here");
    }

    private void tellOfBanner(OldOption option) {
        Findings.At at = findings.at(option);
        if (!draft.has(Key.BANNER)) at.lost("it is empty");
        else if (!modes.contains(Mode.TCP))
            at.kept(
                    draft.said(Key.BANNER),
                    "sent in the mode tcp only, as before; responder " + BANNER + " is not named");
        else if (runsOnly(BANNER)
                || draft.has(Key.RESPONDERS) && draft.said(Key.RESPONDERS).contains(BANNER))
            at.changed(draft.said(Key.BANNER), "never over UDP, where the answer would go to whoever was forged");
        else at.lost("run-only already holds the command of BLOCK_UDP 2, which would then be run for TCP, too");
    }
}
