package portcullis.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A packet as a test writes it, or as a reader gave it. */
record Sample(long nanos, int linkType, int interfaceNumber, int wireLength, byte[] bytes) {
    static Sample at(long nanos, byte[] bytes) {
        return new Sample(nanos, 1, 0, bytes.length, bytes);
    }

    /** Three packets, whose times need the whole of a microsecond. */
    static List<Sample> three() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] bytes = new byte[10 + 7 * i];
            Arrays.fill(bytes, (byte) (0xA0 + i));
            samples.add(at(1_700_000_000_123_456_000L + i * 1_000_001_000L, bytes));
        }
        return samples;
    }

    static Sample of(Frame frame) {
        byte[] bytes = new byte[frame.length()];
        frame.bytes().get(frame.start(), bytes);
        return new Sample(frame.nanos(), frame.linkType(), frame.interfaceNumber(), frame.wireLength(), bytes);
    }

    /** Adds to {@code into} all that is given before the end or a failure. */
    static void readAll(Frames frames, List<Sample> into) throws CaptureFailed {
        Frame frame = new Frame();
        while (frames.next(frame)) into.add(of(frame));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample s
                && nanos == s.nanos
                && linkType == s.linkType
                && interfaceNumber == s.interfaceNumber
                && wireLength == s.wireLength
                && Arrays.equals(bytes, s.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(nanos, linkType, interfaceNumber, wireLength, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return nanos + " link " + linkType + " from " + interfaceNumber + ": " + bytes.length + " of " + wireLength;
    }
}
