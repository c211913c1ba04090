package portcullis.fact;

/** What the log of another program says of a source, as it was read. */
public sealed interface News permits LoginNews, AlertNews {
    /** Nanoseconds since 1970. */
    long at();

    Address source();

    /** The same, at another time. */
    News at(long nanos);
}
