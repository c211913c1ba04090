package portcullis.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis status}: how the running watcher fares. */
@Command(name = "status", description = "Tells how the running watcher fares.", mixinStandardHelpOptions = true)
final class StatusVerb implements Callable<Integer> {
    @Mixin
    private Door door = new Door();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        return door.ask(
                List.of("status"),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
