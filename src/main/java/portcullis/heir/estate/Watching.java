package portcullis.heir.estate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portcullis.config.Draft;
import portcullis.config.Key;
import portcullis.fact.Mode;
import portcullis.heir.conf.Conf;
import portcullis.heir.conf.Findings;
import portcullis.heir.conf.OldKey;
import portcullis.heir.conf.OldOption;
import portcullis.heir.conf.PortList;

/** Which ports are watched in which modes, and when that is an alarm. */
final class Watching {
    private static final Map<OldKey, Key> LISTS = Map.of(
            OldKey.TCP_PORTS, Key.PORTS_TCP,
            OldKey.UDP_PORTS, Key.PORTS_UDP,
            OldKey.ADVANCED_EXCLUDE_TCP, Key.ADVANCED_TCP_EXCLUDE,
            OldKey.ADVANCED_EXCLUDE_UDP, Key.ADVANCED_UDP_EXCLUDE);
    private static final String STANDARD_BELOW = "1024";
    /** The highest that PortSentry's manual allows; and one more would be our shipped value, which counts as not set beside a preset. */
    private static final int HIGHEST_BELOW = 65_535;

    private static final int MOST_PROBES = 1_000_000;
    private static final int SLOTS = 50;

    private final Conf conf;
    private final Findings findings;
    private final Takeover takeover;
    private final Draft draft;

    Watching(Conf conf, Findings findings, Takeover takeover) {
        this.conf = conf;
        this.findings = findings;
        this.takeover = takeover;
        this.draft = takeover.draft();
    }

    void settle(Modes modes) {
        draft.set(
                Key.PRESET, "PortSentry's values where nothing is set here, and no rule beyond its own", "portsentry");
        modes(modes);
        list(OldKey.TCP_PORTS);
        list(OldKey.UDP_PORTS);
        if (conf.isOne()) {
            below(OldKey.ADVANCED_PORTS_TCP, Key.ADVANCED_TCP_BELOW);
            below(OldKey.ADVANCED_PORTS_UDP, Key.ADVANCED_UDP_BELOW);
            list(OldKey.ADVANCED_EXCLUDE_TCP);
            list(OldKey.ADVANCED_EXCLUDE_UDP);
            for (OldKey key : List.of(OldKey.ADVANCED_EXCLUDE_TCP, OldKey.ADVANCED_EXCLUDE_UDP))
                if (conf.option(key).isEmpty()) draft.set(LISTS.get(key), key + " is not set", "");
        }
        conf.option(OldKey.SCAN_TRIGGER).ifPresent(this::trigger);
    }

    private void modes(Modes modes) {
        List<Mode> taken = modes.modes().isEmpty() ? List.of(Mode.ATCP, Mode.AUDP) : modes.modes();
        String remark = modes.areUnknown() ? "nothing told in which modes it ran" : modes.source();
        draft.set(Key.MODES, remark, taken.stream().map(Mode::word).toList());
        if (taken.stream().anyMatch(Mode::holdsPorts))
            takeover.wantOfUnit("CapabilityBoundingSet=CAP_NET_BIND_SERVICE");
        Findings.At at = findings.at(conf.file(), 0, "the modes in which it ran");
        String said = draft.said(Key.MODES);
        if (modes.areUnknown())
            at.changed(said, "nothing tells them; these two open no port. Say which with --mode, as in --mode tcp,udp");
        else if (modes.modes().isEmpty())
            at.changed(
                    said,
                    modes.source()
                            + ", which starts none; a watcher without a mode watches nothing, and these two open no port");
        else at.kept(said, modes.source());
    }

    private void list(OldKey key) {
        conf.option(key).ifPresent(option -> {
            PortList ports = PortList.of(option, conf.dialect());
            draft.set(LISTS.get(key), origin(option), ports.ports().toString());
            findings.at(option).told(draft.said(LISTS.get(key)), ports.remarks());
        });
    }

    private void below(OldKey key, Key ours) {
        Optional<OldOption> option = conf.option(key);
        if (option.isEmpty()) {
            draft.set(ours, key + " is not set", STANDARD_BELOW);
            return;
        }
        int number = option.get().number();
        int below = Math.max(1, Math.min(HIGHEST_BELOW, number));
        draft.set(ours, origin(option.get()), Integer.toString(below));
        Findings.At at = findings.at(option.get());
        if (number == below) at.kept(draft.said(ours));
        else at.changed(draft.said(ours), "1.x read " + number + ", which is no port");
    }

    private void trigger(OldOption option) {
        boolean isLarge = option.value().matches("[0-9]{7,}");
        int number = isLarge ? MOST_PROBES : Math.max(0, Math.min(MOST_PROBES, option.number()));
        draft.set(Key.TRIGGER_PROBES, origin(option), Integer.toString(number));
        Findings.At at = findings.at(option);
        String said = draft.said(Key.TRIGGER_PROBES);
        if (conf.isOne() && number > SLOTS)
            at.changed(
                    said,
                    "1.x counted in " + SLOTS
                            + " slots, so with more than that it alarmed at the first contact; here it is the " + number
                            + "th");
        else if (!conf.isOne() && number > 65_535) at.changed(said, "2.x took it modulo 65536");
        else if (!option.value().strip().equals(Integer.toString(number)))
            at.changed(said, "PortSentry read " + option.number());
        else if (number > 1)
            at.kept(
                    said,
                    conf.isOne()
                            ? "counted for each source as long as it is remembered, not in 50 slots that all share"
                            : "");
        else at.kept(said);
    }

    /** File and line of an option, as a remark. */
    static String origin(OldOption option) {
        return option.key() + ", " + option.file() + ":" + option.line();
    }
}
