package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis list}: the blocks in force. */
@Command(
        name = "list",
        description = "Lists the blocks in force, the next to end first.",
        mixinStandardHelpOptions = true)
final class ListVerb implements Callable<Integer> {
    @Mixin
    private Door door = new Door();

    @Override
    public Integer call() {
        return door.ask("list");
    }
}
