package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis status}: how the running watcher fares. */
@Command(name = "status", description = "Tells how the running watcher fares.", mixinStandardHelpOptions = true)
final class StatusVerb implements Callable<Integer> {
    @Mixin
    private Door door = new Door();

    @Override
    public Integer call() {
        return door.ask("status");
    }
}
