package portcullis.scenario;

import java.util.ArrayList;
import java.util.List;
import portcullis.fact.Address;

/** How often each address occurs. Bounded: what does not fit is not counted, and could hardly be the host. */
final class AddressCounts {
    private static final int SLOTS = 1 << 18;
    private static final int PROBES = 16;
    private static final int NO_ROOM = -1;

    private final long[] highs = new long[SLOTS];
    private final long[] lows = new long[SLOTS];
    private final long[] packets = new long[SLOTS];
    private final long[] openings = new long[SLOTS];

    record Count(Address address, long packets, long openings) {}

    /** Counts one packet. @return where the address stands */
    int count(long high, long low) {
        int start = (int) (FlowTable.mix(high * 31 + low) >>> 20) & SLOTS - 1;
        for (int i = 0; i < PROBES; i++) {
            int slot = start + i & SLOTS - 1;
            if (packets[slot] == 0) {
                highs[slot] = high;
                lows[slot] = low;
            } else if (lows[slot] != low || highs[slot] != high) {
                continue;
            }
            packets[slot]++;
            return slot;
        }
        return NO_ROOM;
    }

    /** Somebody began to speak to the address that stands there. */
    void opening(int slot) {
        if (slot != NO_ROOM) openings[slot]++;
    }

    List<Count> counts(int version) {
        List<Count> counts = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            if (packets[slot] == 0) continue;
            Address address = new Address(highs[slot], lows[slot]);
            boolean host = !address.isMulticast() && !address.isLimitedBroadcast() && !address.isUnspecified();
            if (host && address.version() == version) counts.add(new Count(address, packets[slot], openings[slot]));
        }
        return counts;
    }
}
