package portcullis.fact;

import java.util.List;

/**
 * What some traffic made of one rule.
 *
 * @param rule its id
 * @param fired whether it fired
 * @param nearest how near it came to firing about a source about which it did not: from 0 to 1
 * @param conditions those of its conditions that compare a measure of a source with a number
 * @param unjudged how many conditions on measures it has beside them
 */
public record Exercised(String rule, boolean fired, double nearest, List<Condition> conditions, int unjudged) {
    public Exercised {
        conditions = List.copyOf(conditions);
    }

    /**
     * One condition.
     *
     * @param text as it stands in the rule, settings written in
     * @param met whether it was true for some source after some packet
     * @param missed whether it was false
     */
    public record Condition(String text, boolean met, boolean missed) {}
}
