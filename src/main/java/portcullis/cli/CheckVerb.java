package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.scenario.Misnamed;
import portcullis.scenario.Scenario;
import portcullis.scenario.Scenarios;
import portcullis.watch.Rehearsals;

/** {@code portcullis check}: settings, rules, responders and scenarios, all problems at once. */
@Command(
        name = "check",
        description = "Compiles settings, rules and responders, reads scenarios, and shows every problem at its place.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis check --set trigger.probes=3"})
final class CheckVerb implements Callable<Integer> {
    private static final Path USUAL = Path.of("test-scenarios");

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "scenarios or folders of them; without it, ./test-scenarios if it is there")
    private List<Path> scenarios = Files.isDirectory(USUAL) ? List.of(USUAL) : List.of();

    @Option(names = "--rendered", description = "show the rules with settings written in")
    private boolean rendered;

    @Option(names = "--schema", description = "print the JSON schema of the settings file, for editors")
    private boolean schema;

    @Option(names = "--strict", description = "warnings, too, are refused")
    private boolean strict;

    @Option(names = "--notes", description = "show also which rules rest or are slow, and why")
    private boolean notes;

    @Option(names = "--watch", description = "check again whenever something is saved, until Ctrl-C")
    private boolean watch;

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused, IOException {
        if (schema) {
            spec.commandLine().getOut().print(SettingsSchema.text());
            return Exit.FINE;
        }
        if (rendered) return render();
        if (!watch) return check();
        List<Path> places = new ArrayList<>(rules.places());
        places.addAll(scenarios);
        try (Saves saves = Saves.at(places)) {
            do check();
            while (saves.await());
        }
        return Exit.FINE;
    }

    /** A small folder of rules must not be asked for all that the shipped scenarios expect, where nobody named those. */
    private boolean isOfTheseRules() {
        return rules.areShipped() || !scenarios.equals(List.of(USUAL));
    }

    private int render() throws Refused {
        PrintWriter out = spec.commandLine().getOut();
        RuleBase.rendered(rules.rulesFolder(), rules.settings().literals())
                .forEach(text -> out.println("// " + text.name() + "\n" + text.text()));
        return Exit.FINE;
    }

    private int check() throws IOException {
        List<Problem> problems = new ArrayList<>();
        Misnamed misnamed;
        try (Rehearsals rehearsals = rules.rehearsals()) {
            Settings settings = standard();
            try {
                settings = rules.settings();
                problems.addAll(rehearsals.check(settings));
            } catch (Refused refused) { // then the rest is checked with the standard ones
                problems.addAll(refused.problems());
                problems.addAll(rehearsals.checkFolders(settings));
            }
            misnamed = new Misnamed(rehearsals.ruleIds(settings), rehearsals.responderNames(), isOfTheseRules());
        }
        int read = scenarios(problems, misnamed);
        problems.addAll(misnamed.problems());
        Findings findings = new Findings(problems, strict);
        PrintWriter out = spec.commandLine().getOut();
        if (json) findings.write(new JsonObjects(out));
        else findings.print(out, spec.commandLine().getErr(), read, notes);
        out.flush();
        return findings.isFine() ? Exit.FINE : Exit.CONFIGURATION;
    }

    private static Settings standard() {
        try {
            return new SettingsReader().settings();
        } catch (Refused impossible) {
            throw new IllegalStateException("the standard settings are in order", impossible);
        }
    }

    private int scenarios(List<Problem> problems, Misnamed misnamed) throws IOException {
        List<Path> files;
        try {
            files = Scenarios.at(scenarios);
        } catch (NoSuchFileException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "there is no " + e.getMessage());
        }
        for (Path file : files) {
            try {
                misnamed.look(Scenario.read(file));
            } catch (Refused refused) {
                problems.addAll(refused.problems());
            }
        }
        return files.size();
    }
}
