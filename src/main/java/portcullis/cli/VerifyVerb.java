package portcullis.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code portcullis verify}: stands here for the help; the launcher does it, since it builds what would run this. */
@Command(
        name = "verify",
        description = "Builds a source checkout and runs every test. The launcher does it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis verify"})
final class VerifyVerb implements Callable<Integer> {
    @Parameters(paramLabel = "WORD", arity = "0..*", description = "goes to Maven, as in -Dtest=PlansTest")
    private List<String> words = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("verify is done by the launcher of a source checkout: ./portcullis verify");
        return Exit.USAGE;
    }
}
