package portcullis.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.fact.Refused;
import portcullis.watch.Rehearsals;

/** The options that say by which settings, rules and responders. The launcher tells where the shipped ones stand. */
final class Rules {
    @Option(names = "--settings", paramLabel = "FILE", description = "settings; without it, the standard ones")
    private Path settings;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "one setting, over the file's: --set trigger.probes=3")
    private List<String> assignments = List.of();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            split = ",",
            description = "modes to switch on, over the file's: tcp udp stcp sudp atcp audp")
    private List<String> modes = List.of();

    @Option(names = "--rules", paramLabel = "FOLDER", description = "rules; without it, those that are shipped")
    private Path rules = home().resolve("rules");

    @Option(names = "--policies", paramLabel = "FOLDER", description = "responders; without it, those that are shipped")
    private Path policies = home().resolve("policies");

    private boolean classic;

    static Path home() {
        return Path.of(System.getProperty("portcullis.home", "."));
    }

    /** By what a journal was written, unless the command line names a file; words of the command line go over both. */
    Settings settingsOver(String text) throws Refused {
        if (settings != null) return settings();
        return overridden(new SettingsReader().text("the journal's settings", 0, text));
    }

    /** Where settings come from, whether the file is there already or not. */
    Path settingsFile() {
        return settings != null ? settings : installed();
    }

    Settings settings() throws Refused {
        SettingsReader reader = new SettingsReader();
        if (settings != null) reader.file(settings);
        else if (Files.exists(installed())) reader.file(installed());
        return overridden(reader);
    }

    /** PortSentry's counting over what a file says, and these modes, if any, over all others. */
    void asPortSentry(List<String> only) {
        classic = true;
        if (!only.isEmpty()) modes = only;
    }

    private Settings overridden(SettingsReader reader) throws Refused {
        if (classic) reader.text("--as-portsentry", 0, "preset: classic\n");
        for (String assignment : assignments) reader.assignment(assignment);
        if (!modes.isEmpty()) reader.text("--mode", 0, "modes: [" + String.join(", ", modes) + "]\n");
        return reader.settings();
    }

    /** Whether rules and responders are those that are shipped. */
    boolean areShipped() {
        return rules.equals(home().resolve("rules")) && policies.equals(home().resolve("policies"));
    }

    /** The settings of an installed program; a source folder has none. */
    private static Path installed() {
        return home().resolve("portcullis.yaml");
    }

    /** The same settings and responders with other rules. */
    Rehearsals rehearsals(Path otherRules) {
        return new Rehearsals(otherRules, policies, cache());
    }

    Rehearsals rehearsals() {
        return new Rehearsals(rules, policies, cache());
    }

    static Optional<Path> cache() {
        return Optional.ofNullable(System.getProperty("portcullis.cache")).map(Path::of);
    }

    Path rulesFolder() {
        return rules;
    }

    /** All that they read. */
    List<Path> places() {
        List<Path> places = new ArrayList<>(List.of(rules, policies));
        if (settings != null) places.add(settings);
        else if (Files.exists(installed())) places.add(installed());
        return places;
    }

    Path policiesFolder() {
        return policies;
    }
}
