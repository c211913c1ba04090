package portcullis.decode;

import portcullis.fact.Tool;

/** Knows by a SYN the program that wrote it; {@link Tool} says how, and from where that is known. */
final class Signatures {
    private static final int SYN = 2;
    private static final int SIX_FLAGS = 0x3F;
    private static final int BARE = 20;
    private static final int ONE_OPTION = 24;
    private static final int SEGMENT_SIZE_1460 = 0x0204_05B4;
    private static final int ZMAP_IDENTIFICATION = 54_321;
    private static final int OUR_WINDOW = 1024;
    private static final int HPING_WINDOW = 512;

    private Signatures() {}

    static boolean isSyn(int flags) {
        return (flags & SIX_FLAGS) == SYN;
    }

    /** The cursor stands on a TCP header of that length; addresses, window and sequence are in the view already. */
    static Tool of(Cursor c, int header, PacketView view) {
        if (view.identification != PacketView.NO_IDENTIFICATION) {
            int target = (int) view.targetLow;
            if (view.sequence == target) return Tool.MIRAI;
            if (view.identification == ZMAP_IDENTIFICATION && view.window == 0xFFFF) return Tool.ZMAP;
            boolean folded = ((target ^ view.targetPort ^ view.sequence) & 0xFFFF) == view.identification;
            if (folded && view.window == OUR_WINDOW) return Tool.MASSCAN;
        }
        boolean oneOption = header == ONE_OPTION && c.has(ONE_OPTION) && c.i32(BARE) == SEGMENT_SIZE_1460;
        if (oneOption && view.window == OUR_WINDOW) return Tool.NMAP;
        return header == BARE && view.window == HPING_WINDOW ? Tool.HPING : Tool.NONE;
    }
}
