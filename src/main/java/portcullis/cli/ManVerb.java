package portcullis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis man}: the manual, from the same source as {@code --help}. */
@Command(
        name = "man",
        description = "Prints the manual page of the program or of a verb, or writes all of them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis man watch", "To read it: portcullis man watch | man -l -"})
final class ManVerb implements Callable<Integer> {
    @Parameters(paramLabel = "VERB", arity = "0..1", description = "without it, the program's own page")
    private String verb = "";

    @Option(names = "--all", paramLabel = "FOLDER", description = "write the page of each verb there")
    private Path folder;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, CommandSpec> pages = new TreeMap<>();
        collect(spec.root(), "portcullis", pages);
        if (folder != null) {
            Files.createDirectories(folder);
            for (Map.Entry<String, CommandSpec> page : pages.entrySet())
                Files.writeString(folder.resolve(page.getKey() + ".1"), ManPage.of(page.getKey(), page.getValue()));
            return Exit.FINE;
        }
        String name = verb.isEmpty() ? "portcullis" : "portcullis-" + verb;
        if (!pages.containsKey(name))
            throw new CommandLine.ParameterException(spec.commandLine(), "there is no verb " + verb);
        spec.commandLine().getOut().print(ManPage.of(name, pages.get(name)));
        return Exit.FINE;
    }

    /** {@code new rule} has the page portcullis-new-rule. */
    private static void collect(CommandSpec command, String name, Map<String, CommandSpec> pages) {
        pages.put(name, command);
        command.subcommands().forEach((verb, below) -> collect(below.getCommandSpec(), name + "-" + verb, pages));
    }
}
