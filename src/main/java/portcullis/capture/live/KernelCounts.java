package portcullis.capture.live;

/**
 * What the kernel says of a capture since it was opened.
 *
 * @param received packets that passed the filter, those dropped included
 * @param dropped packets that found the ring to us full
 * @param droppedByInterface packets that the interface or its driver lost, before any filter
 */
public record KernelCounts(long received, long dropped, long droppedByInterface) {
    public static final KernelCounts NONE = new KernelCounts(0, 0, 0);

    /** Both together, as for an interface that was opened again. */
    public KernelCounts plus(KernelCounts other) {
        return new KernelCounts(
                received + other.received, dropped + other.dropped, droppedByInterface + other.droppedByInterface);
    }
}
