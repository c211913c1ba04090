package portcullis.detect;

import portcullis.detect.rules.Measure;
import portcullis.fact.Mode;

/** A ring for each mode of which some rule asks for contacts, as large as the largest number beside it; mostly none. */
final class Rings {
    private final Ring[] rings = new Ring[Mode.values().length];
    private boolean on;

    Rings(Gauge.Panel panel) {
        this(panel, new Ring[Mode.values().length]);
    }

    private Rings(Gauge.Panel panel, Ring[] before) {
        for (Gauge gauge : panel.gauges) {
            if (gauge.kind != Measure.Kind.CONTACTS) continue;
            int mode = Integer.numberOfTrailingZeros(gauge.modes);
            int slots = Math.max(Ring.SLOTS, gauge.bound);
            rings[mode] = before[mode] == null ? new Ring(slots) : new Ring(slots, before[mode]);
            on = true;
        }
    }

    /** The same contacts under other rules. */
    Rings under(Gauge.Panel panel) {
        return new Rings(panel, rings);
    }

    /** Whether any rule asks. */
    boolean areOn() {
        return on;
    }

    /** Enters the contact into the ring of each mode that counts it, and says there how many of its source stand in it. */
    void add(Contact contact, long high, long low) {
        for (int mode = 0; mode < rings.length; mode++) {
            boolean counts = rings[mode] != null && (contact.modes & 1 << mode) != 0;
            contact.inRing[mode] = counts ? rings[mode].add(high, low) : 0;
        }
    }
}
