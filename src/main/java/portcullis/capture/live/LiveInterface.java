package portcullis.capture.live;

import portcullis.capture.CaptureFailed;

/**
 * One network interface: what is sent to this host, not what passes by (never promiscuous). Each packet is handed over as it comes,
 * its first {@link FrameQueue#FRAME_BYTES} bytes only, as ports and flags are all that is looked at.
 *
 * <p>One thread {@link #run}s; any other may ask, change the filter or close. A link may go down and up; where the interface vanishes
 * {@code run} returns and {@link #state} says why, so that the caller can open it again. Opened through a {@link Door}.
 */
public interface LiveInterface extends AutoCloseable {
    /**
     * Fills the queue until {@link #close}, or until the interface fails, which {@link #state} tells.
     *
     * @throws CaptureFailed where the capture fails although the interface is there and up
     */
    void run() throws CaptureFailed;

    /**
     * Puts another filter in force, between two packets, as served ports or addresses change.
     *
     * @throws CaptureFailed where libpcap cannot compile it; the one before stays in force
     */
    void filter(String text) throws CaptureFailed;

    String name();

    Door door();

    /** LINKTYPE_ number of its frames. */
    int linkType();

    /** How it stands now; looks into /sys, so once a second is often enough. */
    LinkState state();

    /** Since it was opened; the last that is known where it is closed or gone. */
    KernelCounts counts();

    /** Ends {@link #run} at once, also on a quiet link, and gives the device back. */
    @Override
    void close();
}
