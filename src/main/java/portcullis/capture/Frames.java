package portcullis.capture;

/** A source of frames that comes to an end. */
public interface Frames extends AutoCloseable {
    /**
     * Points {@code frame} at the next packet.
     *
     * @return false at the clean end
     * @throws CaptureFailed where the rest cannot be read; every frame before it has been given
     */
    boolean next(Frame frame) throws CaptureFailed;

    @Override
    void close();
}
