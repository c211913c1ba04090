package portcullis.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The watched addresses that are sought by several sources. Bounded; the one that was sought first goes first. */
final class Targets {
    private static final int MOST = 256;
    /** Fewer doors are a mistake or noise. */
    private static final int LEAST_DOORS = 2;
    /** Who touches more is found by himself. */
    private static final int MOST_DOORS = 4;

    private Gauge.Panel panel;
    private RuleNumbers rules;
    private long quiet;
    private final Consumer<Sought> forgotten;
    private final List<Sought> sought = new ArrayList<>();
    private final Contact earlier = new Contact();

    Targets(Gauge.Panel panel, RuleNumbers rules, long quiet, Consumer<Sought> forgotten) {
        this.panel = panel;
        this.rules = rules;
        this.quiet = quiet;
        this.forgotten = forgotten;
    }

    /** Goes on under other rules. */
    void obey(Gauge.Panel panel, RuleNumbers rules, long quiet) {
        Heirs heirs = new Heirs(this.panel, panel);
        this.panel = panel;
        this.rules = rules;
        this.quiet = quiet;
        sought.forEach(one -> one.obey(heirs, rules, quiet));
    }

    /** Counts a probe that a suspect has just made. @return the target to be shown to the rules, or null for none */
    Sought count(Suspect suspect, Contact contact) {
        int doors = suspect.doors();
        if (panel.gauges.length == 0 || doors < LEAST_DOORS || doors > MOST_DOORS) return null;
        Sought target = of(contact);
        boolean look = target.count(suspect, contact);
        if (doors == LEAST_DOORS) look |= target.count(suspect, first(suspect, contact));
        return look ? target : null;
    }

    /** The touch that made no crowd as long as it was the only one. */
    private Contact first(Suspect suspect, Contact contact) {
        earlier.copy(contact);
        earlier.port = suspect.firstPort();
        return earlier;
    }

    private Sought of(Contact contact) {
        for (Sought one : sought) if (one.is(contact.targetHigh, contact.targetLow)) return one;
        if (sought.size() == MOST) forgotten.accept(sought.remove(0));
        Sought made = new Sought(contact.targetHigh, contact.targetLow, panel, rules, quiet);
        sought.add(made);
        return made;
    }
}
