package portcullis.respond;

import java.util.List;
import java.util.Optional;
import portcullis.fact.Effect;
import portcullis.fact.Problem;

/**
 * What came of one run of a script: all its effects, or what kept it from planning. Half a plan is none, since nobody
 * could say what its release would undo.
 */
record Planned(List<Effect> effects, Optional<Problem> failure, Fault fault) {
    enum Fault {
        NONE,
        /** The script itself. */
        SCRIPT,
        /** A setting that the script asks for and the administrator has not given. */
        SETTING,
        TIME
    }

    static Planned of(List<Effect> effects) {
        return new Planned(effects, Optional.empty(), Fault.NONE);
    }

    static Planned failed(Problem problem, Fault fault) {
        return new Planned(List.of(), Optional.of(problem), fault);
    }
}
