package portcullis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis new}: a documented beginning that passes, with the scenario that fails without it. */
@Command(
        name = "new",
        description = "Writes the beginning of a rule, a responder or a scenario, and never over anything.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis new rule --help"})
final class NewVerb implements Runnable {
    private static final String HERE = ".";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name what: rule, responder or scenario");
    }

    @Command(
            name = "rule",
            description = "Writes NAME.drl, and scenarios in which it fires and nearly fires.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: portcullis new rule three-doors --rules my-rules"})
    int rule(
            @Parameters(paramLabel = "NAME", description = "the rule's id: small letters, digits and hyphens")
                    String name,
            @Option(names = "--rules", paramLabel = "FOLDER", defaultValue = HERE, description = "where rules stand")
                    Path rules,
            @Option(
                            names = "--scenarios",
                            paramLabel = "FOLDER",
                            defaultValue = HERE,
                            description = "where scenarios stand")
                    Path scenarios)
            throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(scenarios.resolve(name + ".scenario"), "rule.scenario");
        files.put(scenarios.resolve(name + "-nearly.scenario"), "rule-nearly.scenario");
        files.put(rules.resolve(name + ".drl"), "rule.drl");
        return write(
                name,
                files,
                "portcullis check --rules " + rules,
                "portcullis test " + scenarios.resolve(name + ".scenario") + " --rules " + rules);
    }

    @Command(
            name = "responder",
            description = "Writes NAME.groovy, and a scenario that shows what it does and what undoes it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: portcullis new responder tell-my-pager --policies my-policies"})
    int responder(
            @Parameters(paramLabel = "NAME", description = "what settings call it: small letters, digits and hyphens")
                    String name,
            @Option(
                            names = "--policies",
                            paramLabel = "FOLDER",
                            defaultValue = HERE,
                            description = "where responders stand")
                    Path policies,
            @Option(
                            names = "--scenarios",
                            paramLabel = "FOLDER",
                            defaultValue = HERE,
                            description = "where scenarios stand")
                    Path scenarios)
            throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(scenarios.resolve(name + ".scenario"), "responder.scenario");
        files.put(policies.resolve(name + ".groovy"), "responder.groovy");
        return write(
                name,
                files,
                "portcullis check --policies " + policies,
                "portcullis test " + scenarios.resolve(name + ".scenario") + " --policies " + policies);
    }

    @Command(
            name = "scenario",
            description = "Writes NAME.scenario, which passes with the shipped rules.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: portcullis new scenario a-quiet-night"})
    int scenario(
            @Parameters(paramLabel = "NAME", description = "of the file: small letters, digits and hyphens")
                    String name,
            @Option(
                            names = "--scenarios",
                            paramLabel = "FOLDER",
                            defaultValue = HERE,
                            description = "where scenarios stand")
                    Path scenarios)
            throws IOException {
        Path file = scenarios.resolve(name + ".scenario");
        return write(name, Map.of(file, "scenario.scenario"), "portcullis test " + file);
    }

    /** All of them or, where one is there, none. */
    private int write(String name, Map<Path, String> files, String... next) throws IOException {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"))
            throw usage("\"" + name + "\" is no name: small letters, digits and single hyphens, as in three-doors");
        for (Path file : files.keySet())
            if (Files.exists(file)) throw usage(file + " is there already; choose another name");
        PrintWriter out = spec.commandLine().getOut();
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Path folder = file.getKey().toAbsolutePath().getParent();
            try {
                Files.createDirectories(folder);
                Files.writeString(
                        file.getKey(), template(file.getValue()).replace("NAME", name), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException meanwhile) {
                throw usage(file.getKey() + " is there already; choose another name");
            }
            out.println("written " + file.getKey());
        }
        for (String command : next) out.println("next: " + command);
        return Exit.FINE;
    }

    private CommandLine.ParameterException usage(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = NewVerb.class.getResourceAsStream("/new/" + name)) {
            if (in == null) throw new IOException("the program lacks its own " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
