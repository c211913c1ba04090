package portcullis.capture.live;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import portcullis.capture.CaptureFailed;

/** By which way packets come from the kernel. */
public enum Door {
    /** The kernel's ring, mapped into our memory. */
    RING {
        @Override
        LiveInterface listen(Tap tap, FrameQueue queue) throws CaptureFailed {
            return RingInterface.open(tap, queue);
        }
    },
    /** libpcap's loop: any link type, three times the price of a packet. */
    PCAP4J {
        @Override
        LiveInterface listen(Tap tap, FrameQueue queue) throws CaptureFailed {
            return PcapInterface.open(tap, queue);
        }
    };

    abstract LiveInterface listen(Tap tap, FrameQueue queue) throws CaptureFailed;

    /** As the administrator writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Opens an interface that is up, with its filter in force before the first packet. */
    public LiveInterface open(Tap tap, FrameQueue queue) throws CaptureFailed {
        return listen(requireNonNull(tap, "tap"), requireNonNull(queue, "queue"));
    }
}
