package portcullis.heir.estate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import portcullis.config.Draft;
import portcullis.config.Key;
import portcullis.fact.Network;
import portcullis.heir.conf.Findings;

/** Gathers what will be written. */
final class Takeover {
    private final Findings findings;
    private final String from;
    private final Draft draft = new Draft();
    private final Map<String, String> scripts = new LinkedHashMap<>();
    private final Set<String> responders = new LinkedHashSet<>();
    private final Map<Network, String> trusted = new LinkedHashMap<>();
    private final Map<String, String> bans = new LinkedHashMap<>();
    private final Set<String> denied = new LinkedHashSet<>();
    private final Set<String> unit = new LinkedHashSet<>();

    Takeover(Findings findings, String from) {
        this.findings = findings;
        this.from = from;
    }

    Draft draft() {
        return draft;
    }

    void script(String name, String text) {
        scripts.put(name, text);
    }

    void shipped(String responder) {
        responders.add(responder);
    }

    /** @param origin file and line; the first that names a network stays */
    void trust(Network network, String origin) {
        trusted.putIfAbsent(network, origin);
    }

    boolean trusts(Network network) {
        return trusted.keySet().stream()
                .anyMatch(each -> each.prefix() <= network.prefix() && each.covers(network.base()));
    }

    /** Whether this is the first of this source. */
    boolean ban(String line, String source) {
        return bans.putIfAbsent(source, line) == null;
    }

    void deny(String line) {
        denied.add(line);
    }

    /** A line that the systemd unit lacks for this. */
    void wantOfUnit(String line) {
        unit.add(line);
    }

    Inheritance inheritance() {
        if (!trusted.isEmpty()) draft.set(Key.IGNORE_FILE, "beside this file", Inheritance.IGNORE);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Inheritance.SETTINGS, heading("Settings") + draft.text());
        if (!trusted.isEmpty())
            files.put(
                    Inheritance.IGNORE,
                    heading("Against these nothing is counted; one a line")
                            + trusted.entrySet().stream()
                                    .map(each -> each.getKey() + "  # " + each.getValue() + "\n")
                                    .collect(Collectors.joining()));
        if (!bans.isEmpty())
            files.put(
                    Inheritance.BANS,
                    heading("ADDRESS SPAN # WHY, for `portcullis ban --file THIS-FILE` once the watcher runs")
                            + bans.values().stream().map(line -> line + "\n").collect(Collectors.joining()));
        if (!denied.isEmpty()) files.put(Inheritance.HOSTS_DENY, String.join("\n", denied) + "\n");
        if (!unit.isEmpty())
            files.put(
                    Inheritance.DROP_IN,
                    heading("What the unit lacks for these settings; into /etc/systemd/system/portcullis.service.d/")
                            + "[Service]\n" + String.join("\n", unit) + "\n");
        scripts.forEach((name, text) -> files.put(Inheritance.POLICIES + name + ".groovy", text));
        return new Inheritance(from, findings.all(), files, List.copyOf(responders));
    }

    private String heading(String what) {
        return "# " + what + ". Made by `portcullis import`.\n# From " + from + ".\n";
    }
}
