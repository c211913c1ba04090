package portcullis.bench;

import java.util.OptionalDouble;

/**
 * One line of a sheet.
 *
 * @param what is measured, as a phrase
 * @param unit of both figures
 * @param ours the median
 * @param floor what it is held against; empty where it could not be measured
 * @param against what the floor is, or why there is none
 * @param runs behind each median
 * @param moreIsBetter whether the figures are speeds and not costs
 */
public record Figure(
        String what, String unit, double ours, OptionalDouble floor, String against, int runs, boolean moreIsBetter) {
    /** Ours over the floor; empty where there is none. */
    public OptionalDouble ratio() {
        return floor.isPresent() && floor.getAsDouble() > 0
                ? OptionalDouble.of(ours / floor.getAsDouble())
                : OptionalDouble.empty();
    }

    /** A cost beside its floor. */
    static Figure cost(String what, String unit, double ours, double floor, String against, int runs) {
        return new Figure(what, unit, ours, OptionalDouble.of(floor), against, runs, false);
    }

    /** A speed beside another. */
    static Figure speed(String what, String unit, double ours, double floor, String against, int runs) {
        return new Figure(what, unit, ours, OptionalDouble.of(floor), against, runs, true);
    }

    /** A figure with nothing to hold it against; {@code why} says why. */
    static Figure alone(String what, String unit, double ours, String why, int runs) {
        return new Figure(what, unit, ours, OptionalDouble.empty(), why, runs, false);
    }
}
