package portcullis.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;

/** Turns each alarm into one verdict, and ends blocks when their time has come. */
public final class Judge {
    private static final int SEVERAL_PORTS = 2;
    private static final int MANY_PORTS = 8;

    private final Ledger ledger = new Ledger();
    private final Ran ran = new Ran();
    private Map<Transport, Policy> policies;
    private Limits limits;
    private Ledger.Budget forgeable;
    private Ledger.Budget repeated;
    private Ledger.Budget proven;
    private Protected guarded;
    private long limited;
    private long latestEnd = Long.MAX_VALUE;

    public Judge(Map<Transport, Policy> policies, Protected guarded, Limits limits) {
        this.guarded = guarded;
        obey(policies, limits);
    }

    /** Other settings from here on; the blocks in force go on as they are. */
    public void obey(Map<Transport, Policy> policies, Limits limits) {
        this.policies = Map.copyOf(policies);
        this.limits = limits;
        this.forgeable = new Ledger.Budget(limits.perMinute());
        this.repeated = new Ledger.Budget(limits.perMinute());
        this.proven = new Ledger.Budget(limits.perMinute());
    }

    /** Ends what has ended by {@code now}, then judges the alarms in their order. */
    public void judge(List<Alarm> alarms, long now, List<Verdict> verdicts) {
        if (ledger.nextEnd() <= now) release(now, verdicts);
        List<Verdict> judged = new ArrayList<>();
        for (Alarm alarm : alarms) {
            Verdict verdict = alarm.isShadow() ? shadow(alarm) : judge(alarm);
            judged.add(verdict);
            if (verdict instanceof Verdict.Block block && block.source().isNetwork()) collapse(block, verdicts);
        }
        verdicts.addAll(judged); // what ends stands before what begins
    }

    /** A block of a whole /64 takes the place of those of its single addresses, which would only fill the sets. */
    private void collapse(Verdict.Block whole, List<Verdict> verdicts) {
        for (Address single : ledger.within(whole.source(), whole.at()))
            release(single, whole.at(), "all of " + whole.source() + " is blocked")
                    .ifPresent(verdicts::add);
    }

    private void release(long now, List<Verdict> verdicts) {
        for (Optional<Verdict.Release> ended = ledger.nextEnded(now);
                ended.isPresent();
                ended = ledger.nextEnded(now)) {
            verdicts.add(ended.get());
        }
    }

    private Verdict judge(Alarm alarm) {
        Optional<Verdict> settled = settled(alarm);
        if (settled.isPresent()) return settled.get() instanceof Verdict.Run run ? once(run) : settled.get();
        if (ledger.isMarked(alarm.source())) return again(alarm);
        if (ledger.covers(alarm.source())) return blockedAlready(alarm);
        return withinLimits(alarm);
    }

    /** Nothing ends what was run, so it is not run again before a block would have ended. */
    private Verdict once(Verdict.Run run) {
        Alarm alarm = run.because();
        if (ran.isEnough(alarm.source(), alarm.at())) return new Verdict.Spare(alarm, "run already");
        Duration span = limits.span(alarm.proof().evidence(), 0);
        ran.note(alarm.source(), alarm.at() + span.toNanos());
        return run;
    }

    /** The same for a rule on probation: nothing is entered, and no budget spent. */
    private Verdict.Shadow shadow(Alarm alarm) {
        Optional<String> reason = guarded.reason(alarm.source());
        Verdict would = reason.<Verdict>map(why -> new Verdict.Spare(alarm, why))
                .or(() -> settled(alarm))
                .orElseGet(() -> wouldBlock(alarm));
        return new Verdict.Shadow(alarm, would, reason.isPresent());
    }

    private Verdict wouldBlock(Alarm alarm) {
        if (ledger.covers(alarm.source()) && !ledger.isMarked(alarm.source())) return blockedAlready(alarm);
        int ports = portsProven(alarm);
        if (ledger.size() >= atOnce(ports)) return new Verdict.Spare(alarm, fullOf(atOnce(ports)), true);
        if (!budget(ports).isLeft(alarm.at())) return new Verdict.Spare(alarm, spent(), true);
        int before = ledger.timesBlocked(alarm.source(), alarm.at(), limits.forget());
        return new Verdict.Block(alarm, limits.span(alarm.proof().evidence(), before), reason(before));
    }

    private static Verdict blockedAlready(Alarm alarm) {
        return new Verdict.Spare(alarm, "blocked already");
    }

    /** What is decided whatever is in force. */
    private Optional<Verdict> settled(Alarm alarm) {
        Policy policy = policies.get(alarm.proof().transport());
        if (policy == Policy.REPORT_ONLY) {
            return Optional.of(new Verdict.Spare(alarm, "report only, by " + setting(alarm)));
        }
        if (!alarm.onlyReport().isEmpty()) return Optional.of(new Verdict.Spare(alarm, alarm.onlyReport()));
        Optional<String> reason = guarded.reason(alarm.source());
        if (reason.isPresent()) return Optional.of(new Verdict.Spare(alarm, reason.get()));
        if (policy == Policy.RUN_ONLY) return Optional.of(new Verdict.Run(alarm, "run only, by " + setting(alarm)));
        boolean isProven = alarm.proof().evidence().compareTo(limits.floor().least()) >= 0;
        return isProven ? Optional.empty() : Optional.of(unproven(alarm));
    }

    private Verdict unproven(Alarm alarm) {
        String proven = alarm.proof().evidence() == Evidence.FORGEABLE
                ? "anybody could have sent this in its name"
                : "it has completed a handshake and sent nothing";
        Limits.Floor floor = limits.floor();
        String wanted = floor.least() == Evidence.DATA ? "data" : "a handshake";
        return new Verdict.Spare(alarm, proven + "; " + floor.setting() + " asks for " + wanted);
    }

    private static String setting(Alarm alarm) {
        return switch (alarm.proof().transport()) {
            case TCP -> "block.tcp";
            case UDP -> "block.udp";
            case ICMP, SCTP, PING, PROTOCOL, NEIGHBOUR -> "block.other";
            case LOGIN -> "block.logins";
            case ALERT -> "block.alerts";
        };
    }

    /** What failed is tried again, with the time that is left of it; it was within the limits before. */
    private Verdict again(Alarm alarm) {
        Verdict.Block failed = ledger.takeOut(alarm.source()).orElseThrow();
        Duration left = Duration.ofNanos(failed.at() + failed.span().toNanos() - alarm.at());
        return block(
                alarm,
                left,
                "tried again: " + failed.why(),
                ledger.timesBlocked(alarm.source(), alarm.at(), limits.forget()) - 1);
    }

    /**
     * Half of the blocks at once is kept for sources that prove more than one lone packet does, and a budget a minute of their own for those
     * and for those that prove much more: a forger can send two packets in one name as well, but for eight ports each he has few names left.
     */
    private Verdict withinLimits(Alarm alarm) {
        int ports = portsProven(alarm);
        if (ledger.size() >= atOnce(ports)) return limited(alarm, fullOf(atOnce(ports)));
        if (!budget(ports).spend(alarm.at())) return limited(alarm, spent());
        return block(alarm);
    }

    private static int portsProven(Alarm alarm) {
        return alarm.proof().evidence() == Evidence.FORGEABLE
                ? alarm.proof().ports().size()
                : MANY_PORTS;
    }

    private int atOnce(int ports) {
        return ports < SEVERAL_PORTS ? (limits.atOnce() + 1) / 2 : limits.atOnce();
    }

    private static String fullOf(int atOnce) {
        return "the limit of " + atOnce + " blocks at once is reached";
    }

    private String spent() {
        return "the limit of " + limits.perMinute() + " blocks a minute is reached";
    }

    private Ledger.Budget budget(int ports) {
        if (ports < SEVERAL_PORTS) return forgeable;
        return ports < MANY_PORTS ? repeated : proven;
    }

    private Verdict limited(Alarm alarm, String why) {
        limited++;
        return new Verdict.Spare(alarm, why, true);
    }

    /** How many alarms went unanswered so far because a limit was reached. */
    public long limited() {
        return limited;
    }

    private Verdict block(Alarm alarm) {
        int before = ledger.timesBlocked(alarm.source(), alarm.at(), limits.forget());
        Duration span = limits.span(alarm.proof().evidence(), before);
        return block(alarm, span, reason(before), before);
    }

    private static String reason(int before) {
        return before == 0 ? "first block" : "block " + (before + 1) + " of this source";
    }

    private Verdict block(Alarm alarm, Duration wanted, String why, int before) {
        Duration left = Duration.ofNanos(latestEnd - Math.max(0, alarm.at()));
        Duration span = left.compareTo(wanted) < 0 ? left : wanted;
        if (span.toSeconds() < 1) return new Verdict.Spare(alarm, "the trial is about to end", true);
        Verdict.Block block = new Verdict.Block(alarm, span, why);
        ledger.enter(block, before);
        return block;
    }

    /** From here on no block ends later than this, in nanoseconds since 1970; {@link Long#MAX_VALUE} lifts that. */
    public void endAllBy(long nanos) {
        latestEnd = nanos;
    }

    public long latestEnd() {
        return latestEnd;
    }

    /** A block that no responder could carry out: its source is judged anew at its next alarm, and until then the block is wanted still. */
    public void failed(Verdict.Block block) {
        ledger.mark(block);
    }

    /** Whether the block of this source is wanted and could not be carried out. */
    public boolean hasFailed(Address source) {
        return ledger.isMarked(source);
    }

    /** Whether this source is blocked, and not only in the ledger. */
    public boolean stillBlocks(Address source) {
        return ledger.isBlocked(holder(source)) && !ledger.isMarked(holder(source));
    }

    /** The same of a block of its own, and not of its /64. */
    public boolean holds(Address source) {
        return ledger.isBlocked(source) && !ledger.isMarked(source);
    }

    /** Whose block holds for a source: its own, or else that of its /64. */
    private Address holder(Address source) {
        return ledger.isBlocked(source) || source.version() == 4 ? source : source.network();
    }

    /** The same of a block that began before this time. */
    public boolean blockedBefore(Address source, long nanos) {
        return ledger.isBlockedBefore(holder(source), nanos) && !ledger.isMarked(holder(source));
    }

    /** The block of this source stands after all. */
    public void stands(Address source) {
        ledger.unmark(source);
    }

    /** Changes who is protected: addresses come and go, administrators log in and out. */
    public void protect(Protected now) {
        guarded = now;
    }

    /**
     * Blocks a source because an administrator says so. The guard is asked all the same; the limits, which are there against attackers,
     * are not.
     */
    public Verdict ban(Alarm byHand, Duration span, String why) {
        Optional<String> reason = guarded.reason(byHand.source());
        if (reason.isPresent()) return new Verdict.Spare(byHand, reason.get());
        if (ledger.covers(byHand.source())) return new Verdict.Spare(byHand, "blocked already");
        return block(byHand, span, why, ledger.timesBlocked(byHand.source(), byHand.at(), limits.forget()));
    }

    /** Ends a block before its time; empty where there is none. */
    public Optional<Verdict.Release> release(Address source, long now, String why) {
        return ledger.takeOut(source).map(block -> new Verdict.Release(block, now, why));
    }

    /** Enters a block that was in force before a restart, or how often one was that is over. @param times this one included */
    public void remember(Verdict.Block block, int times, boolean isOver) {
        ledger.enter(block, times - 1);
        if (isOver) ledger.takeOut(block.source());
    }

    /** When the next block ends, in nanoseconds since 1970. */
    public long nextEnd() {
        return ledger.nextEnd();
    }

    /** How many blocks are in force. */
    public int inForce() {
        return ledger.size();
    }

    /** The blocks in force, the next to end first. */
    public List<Verdict.Block> blocks() {
        return ledger.blocks();
    }
}
