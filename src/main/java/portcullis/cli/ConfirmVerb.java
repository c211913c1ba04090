package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis confirm}: keeps what is on trial. */
@Command(
        name = "confirm",
        description = "Keeps what `watch --enforce --confirm` has on trial.",
        mixinStandardHelpOptions = true)
final class ConfirmVerb implements Callable<Integer> {
    @Mixin
    private Door door = new Door();

    @Override
    public Integer call() {
        return door.ask("confirm");
    }
}
