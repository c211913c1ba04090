package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis ban}: blocks by hand. */
@Command(
        name = "ban",
        description = "Blocks a source by hand; the guard is asked all the same.",
        mixinStandardHelpOptions = true)
final class BanVerb implements Callable<Integer> {
    @Parameters(paramLabel = "ADDRESS", description = "an IPv4 or IPv6 address")
    private String address;

    @Option(names = "--for", paramLabel = "SPAN", description = "how long, as in 10m or 7d (default: 1h)")
    private String span = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "for the journal")
    private String why = "banned by hand";

    @Mixin
    private Door door = new Door();

    @Override
    public Integer call() {
        return door.ask("ban", address, span, why);
    }
}
