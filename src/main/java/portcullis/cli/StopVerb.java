package portcullis.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis stop}: ends the watcher. */
@Command(name = "stop", description = "Ends the running watcher.", mixinStandardHelpOptions = true)
final class StopVerb implements Callable<Integer> {
    @Mixin
    private Door door = new Door();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        return door.ask(
                List.of("stop"), spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
