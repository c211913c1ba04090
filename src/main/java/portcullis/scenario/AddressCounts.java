package portcullis.scenario;

import java.util.ArrayList;
import java.util.List;
import portcullis.fact.Address;

/** How often each address occurs. Bounded: what does not fit is not counted, and could hardly be the host. */
final class AddressCounts {
    private static final int SLOTS = 1 << 18;
    private static final int PROBES = 16;
    private static final int NO_ROOM = -1;

    /** Four longs a slot, side by side: half a cache line, so that a look-up of a stranger costs one miss and not four. */
    private static final int HIGH = 0;

    private static final int LOW = 1;
    private static final int PACKETS = 2;
    private static final int OPENINGS = 3;
    private static final int WIDTH = 4;

    private final long[] slots = new long[SLOTS * WIDTH];

    record Count(Address address, long packets, long openings) {}

    /** Counts one packet. @return where the address stands */
    int count(long high, long low) {
        int start = (int) (FlowTable.mix(high * 31 + low) >>> 20) & SLOTS - 1;
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i & SLOTS - 1) * WIDTH;
            if (slots[slot + PACKETS] == 0) {
                slots[slot + HIGH] = high;
                slots[slot + LOW] = low;
            } else if (slots[slot + LOW] != low || slots[slot + HIGH] != high) {
                continue;
            }
            slots[slot + PACKETS]++;
            return slot;
        }
        return NO_ROOM;
    }

    /** Somebody began to speak to the address that stands there. */
    void opening(int slot) {
        if (slot != NO_ROOM) slots[slot + OPENINGS]++;
    }

    List<Count> counts(int version) {
        List<Count> counts = new ArrayList<>();
        for (int slot = 0; slot < slots.length; slot += WIDTH) {
            if (slots[slot + PACKETS] == 0) continue;
            Address address = new Address(slots[slot + HIGH], slots[slot + LOW]);
            boolean host = !address.isMulticast() && !address.isLimitedBroadcast() && !address.isUnspecified();
            if (host && address.version() == version)
                counts.add(new Count(address, slots[slot + PACKETS], slots[slot + OPENINGS]));
        }
        return counts;
    }
}
