package portcullis.bench;

/**
 * What one run of a program took.
 *
 * @param cpu user and system seconds, of all that it started as well
 * @param wall seconds on the clock
 * @param peak most memory resident at one time, in MiB
 * @param said its standard output, or the end of it
 */
record Cost(double cpu, double wall, double peak, String said) {}
