package portcullis.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portcullis.config.Settings;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.watch.Rehearsals;

/** {@code portcullis check}: settings, rules and responders, all problems at once. */
@Command(
        name = "check",
        description = "Compiles settings, rules and responders and reports every problem with its file and line.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis check --set trigger.probes=3"})
final class CheckVerb implements Callable<Integer> {
    @Option(names = "--rendered", description = "show the rules with settings written in")
    private boolean rendered;

    @Option(names = "--schema", description = "print the JSON schema of the settings file, for editors")
    private boolean schema;

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        PrintWriter out = spec.commandLine().getOut();
        if (schema) {
            out.print(SettingsSchema.text());
            return Exit.FINE;
        }
        Settings settings = rules.settings();
        if (rendered) {
            RuleBase.rendered(rules.rulesFolder(), settings.literals())
                    .forEach(text -> out.println("// " + text.name() + "\n" + text.text()));
            return Exit.FINE;
        }
        List<Problem> problems = new ArrayList<>();
        try (Rehearsals rehearsals = rules.rehearsals()) {
            problems.addAll(rehearsals.check(settings));
        }
        if (!problems.isEmpty()) throw new Refused(problems);
        out.println("settings, rules and responders are in order");
        return Exit.FINE;
    }
}
