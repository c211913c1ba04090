package portcullis.detect;

import java.util.Arrays;

/** Which rules have told of a source or a target, and until when each is silent about it. */
final class Told {
    private static final long NEVER = Long.MIN_VALUE;
    private static final int NO_RULE = -1;

    private final RuleNumbers rules;
    private final long quiet;
    private long[] at = {};
    private long rearmAt = Long.MAX_VALUE;
    private int sparedRule = NO_RULE;
    private int enoughPorts;

    /** @param quiet nanoseconds for which a rule that has told says nothing more */
    Told(RuleNumbers rules, long quiet) {
        this.rules = rules;
        this.quiet = quiet;
    }

    /** What was told under other rules, as far as they are still there. */
    Told(RuleNumbers rules, long quiet, Told before) {
        this(rules, quiet);
        for (int rule = 0; rule < before.at.length; rule++) {
            String id = before.rules.id(rule);
            if (before.at[rule] == NEVER || !rules.knows(id)) continue;
            tell(id, before.at[rule]);
            if (rule == before.sparedRule) sparedRule = rules.of(id);
        }
        enoughPorts = before.enoughPorts;
    }

    boolean has(String ruleId) {
        int number = rules.of(ruleId);
        return number < at.length && at[number] != NEVER;
    }

    void tell(String ruleId, long now) {
        int number = rules.of(ruleId);
        if (number >= at.length) {
            int before = at.length;
            at = Arrays.copyOf(at, number + 1);
            Arrays.fill(at, before, at.length, NEVER);
        }
        at[number] = now;
        rearmAt = Math.min(rearmAt, now + quiet);
    }

    /**
     * Nothing could be done about this alarm for now: the rule may tell of it again after this pause.
     *
     * @param ports that the source has touched so far: twice as many will prove more
     */
    void tellAgainAfter(String ruleId, long pause, int ports, long now) {
        int number = rules.of(ruleId);
        if (number >= at.length || at[number] == NEVER) return;
        at[number] = now + Math.min(pause, quiet) - quiet;
        rearmAt = Math.min(rearmAt, at[number] + quiet);
        sparedRule = number;
        enoughPorts = 2 * ports;
    }

    /** Twice as many ports prove more than what a limit spared, so the judge is asked at once: a scan may be over in a second. */
    void provenFurther(int ports, long now) {
        if (sparedRule == NO_RULE || ports < enoughPorts) return;
        at[sparedRule] = now - quiet;
        rearmAt = now;
        sparedRule = NO_RULE;
    }

    /** Every rule may speak again at the next probe. */
    void forget(long now) {
        for (int rule = 0; rule < at.length; rule++) if (at[rule] != NEVER) at[rule] = now - quiet;
        rearmAt = now;
    }

    /** When it has to be asked again, never where no rule has told: until then no probe changes anything here, so that none has to fetch this. */
    long due() {
        return sparedRule == NO_RULE ? rearmAt : Long.MIN_VALUE;
    }

    /** Lets rules speak again whose quiet time has passed, and whose measures this probe moves: a datagram renews no TCP alarm. */
    boolean rearm(int modes, long now) {
        if (now < rearmAt) return false;
        boolean rearmed = false;
        rearmAt = Long.MAX_VALUE;
        for (int rule = 0; rule < at.length; rule++) {
            if (at[rule] == NEVER) continue;
            if (now >= at[rule] + quiet && (rules.modes(rule) & modes) != 0) {
                at[rule] = NEVER;
                rearmed = true;
            } else {
                rearmAt = Math.min(rearmAt, at[rule] + quiet);
            }
        }
        return rearmed;
    }
}
