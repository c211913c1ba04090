package portcullis.heir.estate;

import java.util.ArrayList;
import java.util.List;
import portcullis.fact.Mode;
import portcullis.heir.conf.Conf;
import portcullis.heir.conf.OldKey;

/**
 * The modes that are taken over.
 *
 * @param source by whom or as what, as a remark; empty where nothing tells
 */
record Modes(List<Mode> modes, String source) {
    /** The two that listen without opening a port: those cannot hurt a service of the host. */
    static final Modes UNKNOWN = new Modes(List.of(), "");

    Modes {
        modes = List.copyOf(modes);
    }

    /** 2.x watches those transports for which it has ports. */
    static Modes ofTwo(Conf conf, boolean connects, String source) {
        List<Mode> modes = new ArrayList<>();
        if (conf.option(OldKey.TCP_PORTS).isPresent()) modes.add(connects ? Mode.TCP : Mode.STCP);
        if (conf.option(OldKey.UDP_PORTS).isPresent()) modes.add(connects ? Mode.UDP : Mode.SUDP);
        return new Modes(modes, source);
    }

    boolean areUnknown() {
        return source.isEmpty();
    }
}
