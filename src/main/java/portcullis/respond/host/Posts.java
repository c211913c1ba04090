package portcullis.respond.host;

import portcullis.fact.Effect;

/** Who can post something to a web server. Waits for it: never on the thread of the line. */
public interface Posts {
    Posts NONE = post -> {
        throw HostFailed.refused("nothing is posted from here");
    };

    /** @throws HostFailed where the server refuses it, or does not answer in time */
    void send(Effect.Post post) throws HostFailed;
}
