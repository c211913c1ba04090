package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis stop}: ends the watcher. */
@Command(name = "stop", description = "Ends the running watcher.", mixinStandardHelpOptions = true)
final class StopVerb implements Callable<Integer> {
    @Mixin
    private Door door = new Door();

    @Override
    public Integer call() {
        return door.ask("stop");
    }
}
