package portcullis.detect.rules;

import java.util.List;
import java.util.Map;

/**
 * Measures that rules name, each once.
 *
 * @param live what some rule can fire for
 * @param off what only rules name whose setting is off: nobody needs to count it
 */
public record Counted(List<Measure> live, List<Measure> off) {
    public Counted {
        live = List.copyOf(live);
        off = List.copyOf(off);
    }

    Counted(Map<Boolean, List<Measure>> parts) {
        this(parts.get(true), parts.get(false));
    }
}
