package portcullis.capture.live;

import static java.util.Objects.requireNonNull;

import java.util.function.LongUnaryOperator;

/**
 * How to listen to one interface.
 *
 * @param name as the kernel has it, such as {@code eth0}
 * @param number what its frames carry as interface number
 * @param filter a text for libpcap, such as {@link KernelFilter#text}
 * @param bufferBytes of the kernel's ring to us
 * @param clock turns the kernel's time of day, in nanoseconds, into the time of the line, which never goes back
 */
public record Tap(String name, int number, String filter, int bufferBytes, LongUnaryOperator clock) {
    public static final int USUAL_BUFFER = 16 << 20;

    public Tap {
        requireNonNull(filter, "filter");
        requireNonNull(clock, "clock");
        if (name.isBlank()) throw new IllegalArgumentException("an interface has a name");
        if (bufferBytes < 64 << 10)
            throw new IllegalArgumentException("the buffer is 64 KiB at least, not " + bufferBytes);
    }

    /** With the usual buffer, and the kernel's own time. */
    public static Tap of(String name, int number, String filter) {
        return new Tap(name, number, filter, USUAL_BUFFER, LongUnaryOperator.identity());
    }
}
