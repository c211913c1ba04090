package portcullis.bench;

/** Lets time pass. */
final class Pause {
    private Pause() {}

    static void millis(long millis) throws BenchFailed {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted");
        }
    }
}
