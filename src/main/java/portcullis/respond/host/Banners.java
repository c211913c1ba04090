package portcullis.respond.host;

import portcullis.fact.Address;

/** Whoever holds ports open, and can say something to a source that is connected to one. */
public interface Banners {
    /** Nobody holds a port. */
    Banners NONE = (source, text) -> false;

    /** Waits for nobody. @return false where no port is held */
    boolean say(Address source, String text);
}
