package portcullis.heir.estate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.heir.conf.Conf;
import portcullis.heir.conf.Findings;

/** Reads a whole PortSentry, as its folder and its host hold it. */
public final class Estate {
    private static final String AUTO_DL = "auto_dl";

    private final Wish wish;
    private final Whereabouts places;
    private final Findings findings = new Findings();

    private Estate(Wish wish) {
        this.wish = wish;
        this.places = Whereabouts.of(wish.place());
    }

    /** @throws Refused where there is no configuration, or it cannot be read */
    public static Inheritance read(Wish wish) throws Refused {
        return new Estate(wish).inheritance();
    }

    private Inheritance inheritance() throws Refused {
        if (!Files.exists(places.conf())) return onlyPsad();
        Conf conf = Conf.read(places.conf().toString(), bytes(places.conf()), wish.dialect(), findings);
        Takeover takeover =
                new Takeover(findings, "PortSentry " + conf.dialect().words() + ", because " + conf.why());
        Modes modes = modes(conf);
        new Watching(conf, findings, takeover).settle(modes);
        Answering answering = new Answering(conf, findings, takeover, modes.modes());
        answering.settle();
        Lists lists = new Lists(conf, places, findings, takeover);
        lists.trust();
        lists.autoDl(wish.autoDl());
        lists.ban(wish.hostsDeny(), answering);
        return takeover.inheritance();
    }

    /** A host that had psad and no PortSentry. */
    private Inheritance onlyPsad() throws Refused {
        Optional<Path> autoDl = wish.autoDl().or(() -> places.usual(AUTO_DL));
        if (autoDl.isEmpty())
            throw new Refused(List.of(new Problem(
                    places.conf().toString(), 0, 0, "is not there", "name the folder of portsentry.conf, or psad's")));
        Takeover takeover = new Takeover(findings, "psad, as there is no portsentry.conf");
        Lists.levels(autoDl.get(), findings, takeover);
        return takeover.inheritance();
    }

    private static byte[] bytes(Path conf) throws Refused {
        try {
            return Whereabouts.bytes(conf);
        } catch (IOException e) {
            throw new Refused(List.of(new Problem(
                    conf.toString(), 0, 0, "cannot be read", "name the folder of portsentry.conf; root may read it")));
        }
    }

    private Modes modes(Conf conf) {
        if (!wish.modes().isEmpty()) return new Modes(wish.modes(), "by --mode");
        return conf.isOne() ? ofDebian() : ofTwo(conf);
    }

    private Modes ofDebian() {
        for (String file : List.of("etc/default/portsentry", "etc/portsentry/startup.conf")) {
            Optional<Path> there = places.usual(file);
            Optional<byte[]> bytes = there.flatMap(path -> Lists.bytes(path, findings));
            if (bytes.isPresent())
                return new Modes(
                        StartModes.ofDebian(there.get().toString(), bytes.get(), findings), "by " + there.get());
        }
        return Modes.UNKNOWN;
    }

    private Modes ofTwo(Conf conf) {
        for (String unit : List.of("etc/systemd/system", "usr/lib/systemd/system", "lib/systemd/system")) {
            Optional<Path> there = places.usual(unit + "/portsentry.service");
            Optional<byte[]> bytes = there.flatMap(path -> Lists.bytes(path, findings));
            if (bytes.isPresent()) return Modes.ofTwo(conf, StartModes.connects(bytes.get()), "by " + there.get());
        }
        return Modes.ofTwo(conf, false, "as 2.x does without --connect");
    }
}
