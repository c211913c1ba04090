package portcullis.detect.rules;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Excluded;
import portcullis.fact.Listed;
import portcullis.fact.Ports;

/**
 * The ports at which the rules may change their mind about a class of touch: between two of them every port is as good as another, so
 * that the rules are asked once for all of them and not sixty thousand times. Read from rules that say no more about a port than how it
 * compares with numbers and whether it is listed; a single rule that says more makes every port its own.
 */
public final class PortSteps implements Serializable {
    private static final long serialVersionUID = 1;

    private static final Pattern CONCERNED = Pattern.compile("\\b(Touch|Counts)\\b");
    private static final String PORT =
            "port\\s*(?:==|!=|<=|>=|<|>)\\s*\\d+|port\\s+(?:not\\s+)?in\\s*\\(\\s*\\d+(?:\\s*,\\s*\\d+)*\\s*\\)";
    private static final String OTHER = "(?:kind|served|audience|conversation|transport)"
            + "(?:\\s*(?:==|!=)\\s*[\\w.]+|\\s+(?:not\\s+)?in\\s*\\(\\s*[\\w.]+(?:\\s*,\\s*[\\w.]+)*\\s*\\))";
    private static final String CONSTRAINT = "(?:" + PORT + "|" + OTHER + ")";
    private static final String TOUCH =
            "\\$touch\\s*:\\s*Touch\\s*\\(\\s*" + CONSTRAINT + "(?:\\s*,\\s*" + CONSTRAINT + ")*\\s*\\)";
    private static final String MODE =
            "(?:not\\s+)?(?:ModeOn\\s*\\(\\s*mode\\s*==\\s*[\\w.]+\\s*\\)|RingOn\\s*\\(\\s*\\))";
    private static final String LIST =
            "(?:not\\s+)?(?:Listed|Excluded)\\s*\\(\\s*(?:mode|transport)\\s*==\\s*[\\w.]+\\s*,\\s*covers\\s*\\(\\s*\\$touch\\.port\\(\\s*\\)\\s*\\)\\s*\\)";
    private static final Pattern CONDITIONS =
            Pattern.compile("when\\s+(?:(?:" + MODE + "|" + TOUCH + "|" + LIST + ")\\s*)*(?:then\\s*)?");
    private static final Pattern CONSEQUENCE = Pattern.compile(
            "\\s*insert\\s*\\(\\s*new\\s+Counts\\s*\\(\\s*\\$touch\\s*,\\s*[\\w.]+\\s*\\)\\s*\\)\\s*;\\s*");
    private static final Pattern PORT_CONSTRAINT = Pattern.compile("\\b(?:" + PORT + ")");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int MOST_DIGITS = 9;

    private final BitSet steps = new BitSet();
    private boolean each;

    /** Takes in one rule, as {@link RuleReader} has its text. */
    void read(String conditions, String consequence) {
        if (!CONCERNED.matcher(conditions).find() && !consequence.contains("Touch")) return;
        each |= !CONDITIONS.matcher(conditions.strip()).matches()
                || !CONSEQUENCE.matcher(consequence).matches();
        Matcher found = PORT_CONSTRAINT.matcher(conditions);
        while (found.find()) numbers(found.group());
    }

    private void numbers(String constraint) {
        Matcher number = NUMBER.matcher(constraint);
        while (number.find()) {
            if (number.group().length() > MOST_DIGITS) continue; // beyond every port
            step(Integer.parseInt(number.group()));
            step(Integer.parseInt(number.group()) + 1);
        }
    }

    private void step(int port) {
        if (port < 65_536) steps.set(port);
    }

    /** The same with the edges of the lists that rules join with. */
    public PortSteps with(List<?> facts) {
        PortSteps all = new PortSteps();
        all.steps.or(steps);
        all.each = each;
        for (Object fact : facts) {
            if (fact instanceof Listed listed) all.edges(listed.ports());
            if (fact instanceof Excluded excluded) all.edges(excluded.ports());
        }
        return all;
    }

    private void edges(Ports ports) {
        ports.ranges().forEach(range -> {
            step(range.first());
            step(range.last() + 1);
        });
    }

    /** A port of which the rules think as of this one, and the same for all ports of which they do. */
    public int alike(int port) {
        return each ? port : Math.max(0, steps.previousSetBit(port));
    }
}
