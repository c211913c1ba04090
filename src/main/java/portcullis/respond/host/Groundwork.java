package portcullis.respond.host;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Effect;
import portcullis.respond.Responders;

/** What one responder needs on this host before it can block. Waits for programs: never on the thread of the line. */
public final class Groundwork {
    private static final Logger LOG = LoggerFactory.getLogger(Groundwork.class);

    private final HostRunner runner;
    private final List<Effect> check;
    private final List<Effect> prepare;
    private final List<Effect> remove;

    /** @param responder the name of one that is loaded */
    public static Groundwork of(String responder, Responders responders, HostRunner runner) {
        return new Groundwork(
                runner, responders.check(responder), responders.prepare(responder), responders.remove(responder));
    }

    private Groundwork(HostRunner runner, List<Effect> check, List<Effect> prepare, List<Effect> remove) {
        this.runner = runner;
        this.check = check;
        this.prepare = prepare;
        this.remove = remove;
    }

    /** The first thing that its check finds missing. */
    public Optional<HostFailed> lacks() {
        try {
            for (Effect effect : check) runner.perform(effect);
            return Optional.empty();
        } catch (HostFailed missing) {
            return Optional.of(missing);
        }
    }

    /** Makes what is missing, from nothing: half of it would leave doubles. What was blocked through it must be blocked again. */
    public void lay() throws HostFailed {
        if (lacks().isEmpty()) return;
        lift();
        for (Effect effect : prepare) runner.perform(effect);
        Optional<HostFailed> still = lacks();
        if (still.isPresent()) throw still.get();
    }

    /** Takes away what is there of it; what is not there keeps the rest from nothing. */
    public void lift() {
        for (Effect effect : remove) {
            try {
                runner.perform(effect);
            } catch (HostFailed absent) {
                LOG.info("{}: {}", effect.sentence(), absent.getMessage());
            }
        }
    }
}
