package portcullis.watch;

import java.util.Arrays;
import java.util.Optional;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Verdict;
import portcullis.journal.Journal;

/**
 * Keeps a flood from filling the journal: of alarms that go unanswered because a limit is reached, because the source is blocked already or
 * by settings that ask for reports only, and of those of rules on probation, {@value #UNANSWERED} a second are written, the rest is counted;
 * as many by packets, by logins and by alerts of other systems, since who sends packets must not choose what is read of the others. What is blocked, released,
 * spared by the guard or run is always written. Owned by the line; time is that of the entries.
 */
final class Sampled implements Journal {
    static final int UNANSWERED = 50;
    private static final long SECOND = 1_000_000_000L;

    private final Journal journal;
    private Optional<Alarm> before = Optional.empty();
    private long second = Long.MIN_VALUE;
    private final int[] written = new int[Ground.NUMBER];
    private long leftOut;

    Sampled(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void record(Entry entry) {
        if (entry instanceof Alarm alarm) {
            before = Optional.of(alarm);
            return;
        }
        boolean isMany = entry instanceof Verdict.Shadow || entry instanceof Verdict.Spare spare && isMany(spare);
        if (isMany && !mayWrite((Verdict) entry)) leftOut++;
        else write(entry);
        before = Optional.empty();
    }

    /** What each packet of one source can bring about: without a quiet time it would write as fast as he sends. */
    private static boolean isMany(Verdict.Spare spare) {
        return spare.isForNow()
                || spare.why().endsWith("already")
                || spare.why().startsWith("report only");
    }

    /** An alarm stands before what came of it. */
    private void write(Entry entry) {
        before.ifPresent(journal::record);
        journal.record(entry);
    }

    private boolean mayWrite(Verdict verdict) {
        long now = verdict.at();
        if (second == Long.MIN_VALUE || now >= second + SECOND) {
            second = now;
            Arrays.fill(written, 0);
        }
        return written[Ground.of(verdict).ordinal()]++ < UNANSWERED;
    }

    /** How many alarms were counted only, so far. */
    long leftOut() {
        return leftOut;
    }
}
