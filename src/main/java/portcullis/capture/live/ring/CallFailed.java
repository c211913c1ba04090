package portcullis.capture.live.ring;

import com.sun.jna.Native;

/** The kernel refuses a call. The message says which, and the kernel's own words. */
public final class CallFailed extends Exception {
    private static final long serialVersionUID = 1;
    private static final int NOT_PERMITTED = 1; // EPERM
    private static final int NOT_ALLOWED = 13; // EACCES

    private final int number;

    private CallFailed(String what, int number) {
        super(what + ": " + Calls.strerror(number));
        this.number = number;
    }

    /** @param what was tried, for the sentence; the reason is that of this thread's latest call */
    static CallFailed latest(String what) {
        return new CallFailed(what, Native.getLastError());
    }

    static CallFailed of(String what, int number) {
        return new CallFailed(what, number);
    }

    /** Whether this process lacks the right to it. */
    public boolean isNotPermitted() {
        return number == NOT_PERMITTED || number == NOT_ALLOWED;
    }
}
