package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portcullis release}: ends a block. */
@Command(name = "release", description = "Ends the block of a source, or all of them.", mixinStandardHelpOptions = true)
final class ReleaseVerb implements Callable<Integer> {
    @Parameters(paramLabel = "ADDRESS", description = "an address, or all")
    private String address;

    @Mixin
    private Door door = new Door();

    @Override
    public Integer call() {
        return door.ask("release", address);
    }
}
