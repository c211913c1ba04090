package portcullis.detect;

import java.util.function.Consumer;
import portcullis.fact.Address;

/**
 * The /64s of IPv6 sources. What one address of a /64 did is a few numbers in arrays; with a second probe the /64 becomes an object, and
 * nothing of the first is lost. Both are bounded: in a full bucket the one silent for longest goes.
 */
final class SourceNetworks {
    private static final int MOST = 4_096;
    private static final int WAYS = 8;
    /** fe80::/10, the same on every link. */
    private static final long LINK_LOCAL = 0x3FA;

    private Gauge.Panel panel;
    private RuleNumbers rules;
    private long quiet;
    private final long seed;
    private final Consumer<Neighbours> forgotten;
    private Neighbours[] known = {};
    private Strangers firsts;
    private long[] firstLows;
    private final Contact earlier = new Contact();
    /** Whether some rule could speak of a /64 at its first probe. */
    private boolean atOnce;

    SourceNetworks(Gauge.Panel panel, RuleNumbers rules, long quiet, long seed, Consumer<Neighbours> forgotten) {
        this.panel = panel;
        this.seed = seed;
        this.forgotten = forgotten;
        obey(panel, rules, quiet);
    }

    /** Goes on under other rules; what they do not ask for is forgotten. */
    void obey(Gauge.Panel panel, RuleNumbers rules, long quiet) {
        Heirs heirs = new Heirs(this.panel, panel);
        this.panel = panel;
        this.rules = rules;
        this.quiet = quiet;
        int most = panel.gauges.length > 0 ? MOST : WAYS;
        if (known.length != most) {
            known = new Neighbours[most];
            firsts = new Strangers(most == MOST ? 2 * MOST : WAYS, seed);
            firstLows = new long[firsts.slots()];
        }
        for (Neighbours one : known) if (one != null) one.obey(heirs, rules, quiet);
        atOnce = false;
        for (Gauge gauge : panel.gauges) atOnce |= gauge.rung(1) != gauge.rung(0);
    }

    /** Whether what comes from there is counted: never IPv4, and never what every link has. */
    boolean isOne(long high, long low) {
        return panel.gauges.length > 0
                && !Address.isMapped(high, low)
                && Address.isNetwork(high, 0)
                && high >>> 54 != LINK_LOCAL;
    }

    /** Counts a probe. @return the /64 if the rules should look at it; else null */
    Neighbours count(long high, long low, Contact contact, boolean everyProbe) {
        Neighbours one = find(high);
        boolean look = everyProbe;
        if (one == null) {
            int first = firsts.find(high, 0);
            if (first == Strangers.NOT_FOUND && !everyProbe && !atOnce) {
                firstLows[firsts.add(high, 0, contact)] = low;
                return null;
            }
            one = make(high);
            if (first != Strangers.NOT_FOUND) {
                long firstLow = firstLows[first];
                firsts.take(first, earlier);
                look |= one.count(firstLow, earlier);
            }
        }
        look |= one.count(low, contact);
        return look ? one : null;
    }

    Neighbours find(long high) {
        int start = bucket(high);
        for (int at = start; at < start + WAYS; at++) if (known[at] != null && known[at].high == high) return known[at];
        return null;
    }

    private Neighbours make(long high) {
        int start = bucket(high);
        int place = start;
        for (int at = start; at < start + WAYS && known[place] != null; at++)
            if (known[at] == null || known[at].now < known[place].now) place = at;
        if (known[place] != null) forgotten.accept(known[place]);
        known[place] = new Neighbours(high, panel, rules, quiet);
        return known[place];
    }

    private int bucket(long high) {
        return ((int) (Hash.of(high, 0, seed) >>> 20) & known.length / WAYS - 1) * WAYS;
    }
}
