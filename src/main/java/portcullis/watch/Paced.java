package portcullis.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;
import portcullis.journal.Journal;

/**
 * Tells no more than a person reads or a disk bears; the journal has it all. An event is a verdict with its alarm and what came of it: it
 * is told whole or not at all. Of one source so many events a minute are told, then a closing count; of all together so many blocks and as
 * many others a second, then one count a second. Packets, logins and alerts of other systems each have such a share. Owned by the line; time is that of the entries.
 */
final class Paced implements Journal {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    /** Whose events are counted within a minute; of more the one told of first begins again. */
    private static final int MOST_SOURCES = 10_000;

    private static final int MOST_WAITING = 1_000;

    /** What hears it, told or counted. */
    interface Ear {
        void hear(Entry entry);

        void more(long at, Optional<Address> source, long events);
    }

    private final Ear ear;
    private Pace pace;
    private final Map<Address, Count> sources = new LinkedHashMap<>(); // the one told of first is the first
    /** Told verdicts of which programs still run, and which. */
    private final Map<Verdict, List<Outcome>> waiting = new IdentityHashMap<>();

    private Optional<Alarm> before = Optional.empty();
    private Verdict last;
    private boolean lastTold;
    private long second = Long.MIN_VALUE;
    /** By {@link Ground}. */
    private final int[] blocks = new int[Ground.NUMBER];

    private final int[] others = new int[Ground.NUMBER];
    private long hidden;
    private long leftOut;

    private static final class Count {
        private final long since;
        private final int[] told = new int[Ground.NUMBER];
        private long hidden;

        Count(long since) {
            this.since = since;
        }
    }

    Paced(Ear ear, Pace pace) {
        this.ear = ear;
        this.pace = pace;
    }

    /** So much is told from here on. */
    void keep(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void record(Entry entry) {
        if (entry instanceof Alarm alarm) before = Optional.of(alarm);
        else if (entry instanceof Outcome outcome) outcome(outcome);
        else verdict((Verdict) entry);
    }

    private void verdict(Verdict verdict) {
        pass(verdict.at());
        last = verdict;
        lastTold = mayTell(verdict);
        if (lastTold) {
            before.ifPresent(ear::hear);
            ear.hear(verdict);
        }
        before = Optional.empty();
    }

    private void outcome(Outcome outcome) {
        boolean now = outcome.verdict() == last;
        List<Outcome> running = waiting.getOrDefault(outcome.verdict(), List.of());
        boolean told = now ? lastTold : !running.isEmpty();
        if (told) ear.hear(outcome);
        if (outcome.state() != Outcome.State.WAITING) ended(outcome, running);
        else if (told && waiting.size() < MOST_WAITING)
            waiting.computeIfAbsent(outcome.verdict(), verdict -> new ArrayList<>())
                    .add(outcome);
    }

    /** What came at once was never waited for. */
    private void ended(Outcome outcome, List<Outcome> running) {
        for (Outcome one : running) {
            if (!one.responder().equals(outcome.responder()) || !one.effect().equals(outcome.effect())) continue;
            running.remove(one);
            if (running.isEmpty()) waiting.remove(outcome.verdict());
            return;
        }
    }

    private boolean mayTell(Verdict verdict) {
        int ground = Ground.of(verdict).ordinal();
        Count count = sources.get(verdict.source());
        if (count != null && count.told[ground] >= pace.ofASource()) {
            count.hidden++;
            leftOut++;
            return false;
        }
        int[] told = verdict instanceof Verdict.Block ? blocks : others;
        if (told[ground] >= pace.aSecond()) {
            hidden++;
            leftOut++;
            return false;
        }
        told[ground]++;
        if (count == null) {
            count = new Count(verdict.at());
            sources.put(verdict.source(), count);
            if (sources.size() > MOST_SOURCES) close(sources.keySet().iterator().next(), verdict.at());
        }
        count.told[ground]++;
        return true;
    }

    /** How many events were counted only, so far. */
    long leftOut() {
        return leftOut;
    }

    private void close(Address source, long now) {
        Count count = sources.remove(source);
        if (count.hidden > 0) ear.more(now, Optional.of(source), count.hidden);
    }

    /** Time has come to this. */
    void pass(long now) {
        if (now < second + SECOND && second != Long.MIN_VALUE) return;
        second = now;
        Arrays.fill(blocks, 0);
        Arrays.fill(others, 0);
        if (hidden > 0) ear.more(now, Optional.empty(), hidden);
        hidden = 0;
        for (Iterator<Map.Entry<Address, Count>> each = sources.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Address, Count> entry = each.next();
            if (now - entry.getValue().since < MINUTE) break;
            if (entry.getValue().hidden > 0) ear.more(now, Optional.of(entry.getKey()), entry.getValue().hidden);
            each.remove();
        }
    }
}
