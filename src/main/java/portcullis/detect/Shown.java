package portcullis.detect;

import org.kie.api.runtime.rule.FactHandle;

/** What the session is shown when a measure of it has crossed a line. */
interface Shown {
    /** The session's hold on it; null while it is not in the session, as Drools has it. */
    FactHandle handle();

    void heldBy(FactHandle handle);
}
