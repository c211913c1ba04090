package portcullis.detect.rules;

import java.io.Serializable;

/**
 * A condition that a rule puts on a measure.
 *
 * @param operator one of {@code >= <= == != > <}
 * @param text as it stands in the rule
 */
public record Need(Measure measure, String operator, int number, String text) implements Serializable {
    /** What no count reaches: settings stand for "off" with it. */
    private static final int NEVER = 1_000_000_000;

    boolean canBeMet() {
        return !isAtLeast() || number < NEVER;
    }

    /** Whether more is nearer. */
    public boolean isAtLeast() {
        return operator.equals(">=") || operator.equals(">");
    }

    public boolean isMetBy(int value) {
        return switch (operator) {
            case ">=" -> value >= number;
            case "<=" -> value <= number;
            case ">" -> value > number;
            case "<" -> value < number;
            case "==" -> value == number;
            default -> value != number;
        };
    }
}
