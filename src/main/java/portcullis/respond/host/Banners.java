package portcullis.respond.host;

import java.util.function.Consumer;
import portcullis.fact.Address;
import portcullis.fact.Outcome;

/** Whoever holds ports open, and can say something to a source that is connected to one. */
public interface Banners {
    /** Nobody holds a port. */
    Banners NONE = (source, text, later) -> Outcome.State.REFUSED;

    /**
     * Says it and waits for nobody.
     *
     * @param later told once, on any thread, whether it was said, where it is to be said to a connection that may come at once
     * @return DONE, WAITING for {@code later}, or REFUSED
     */
    Outcome.State say(Address source, String text, Consumer<Boolean> later);
}
