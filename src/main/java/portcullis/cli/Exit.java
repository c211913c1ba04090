package portcullis.cli;

/** Exit codes, as sysexits.h has them where it has them. */
final class Exit {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 64;
    static final int DAMAGED = 65;
    static final int UNAVAILABLE = 69;
    static final int NOT_PERMITTED = 77;
    static final int CONFIGURATION = 78;
    /** As a shell says of a program that the signal of a broken pipe has ended. */
    static final int UNHEARD = 141;

    private Exit() {}
}
