package portcullis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import portcullis.detect.rules.Measure;
import portcullis.fact.Tool;

/**
 * Finds a measure by the words with which a condition asks for it. Every rule asks of every source that the session is shown, so this
 * compares plain numbers, and only those of the same kind.
 */
final class Names {
    static final int[] ALL_PORTS = {};

    private final Name[][] byKind = new Name[Measure.Kind.values().length][];

    private static final class Name {
        private final int place;
        private final int modes;
        private final Tool tool;
        private final int seconds;
        private final int[] among;

        private Name(int place, Measure measure) {
            this.place = place;
            this.modes = measure.modes();
            this.tool = measure.tool();
            this.seconds = measure.seconds();
            this.among = measure.among().isEmpty()
                    ? ALL_PORTS
                    : measure.among().stream().mapToInt(Integer::intValue).toArray();
        }
    }

    Names(List<Measure> measures) {
        for (Measure.Kind kind : Measure.Kind.values()) {
            List<Name> names = new ArrayList<>();
            for (int i = 0; i < measures.size(); i++)
                if (measures.get(i).kind() == kind) names.add(new Name(i, measures.get(i)));
            byKind[kind.ordinal()] = names.toArray(Name[]::new);
        }
    }

    /** Where the measure stands among those that were read. @param among the ports that count; none for all */
    int place(Measure.Kind kind, int modes, Tool tool, int seconds, int[] among) {
        for (Name name : byKind[kind.ordinal()]) {
            if (name.seconds != seconds || name.modes != modes || name.tool != tool) continue;
            if (Arrays.equals(name.among, among)) return name.place;
        }
        throw new IllegalStateException(
                "no rule was read to name the measure " + kind.word() + " within " + seconds + " s");
    }
}
