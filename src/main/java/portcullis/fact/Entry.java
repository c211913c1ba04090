package portcullis.fact;

/** One line of the journal: something was noticed, decided or done, at one time. */
public sealed interface Entry permits Alarm, Verdict, Outcome {
    /** Nanoseconds since 1970. */
    long at();
}
