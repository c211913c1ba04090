package portcullis.capture;

/** The records of one file format, read from an {@link Intake}. */
sealed interface Records permits PcapRecords, PcapngBlocks, SnoopRecords {
    /** As {@link Frames#next}. */
    boolean next(Frame frame) throws CaptureFailed;

    /** Packets given so far. */
    long count();

    /** A length as it stands in a frame: files may claim more than an int can say. */
    static int wireLength(int unsigned) {
        return unsigned < 0 ? Integer.MAX_VALUE : unsigned;
    }
}
