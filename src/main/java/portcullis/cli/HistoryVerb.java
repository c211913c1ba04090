package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portcullis history}: the story of one source. */
@Command(
        name = "history",
        description = "Tells what the journal holds about one source or, without one, what administrators did.",
        mixinStandardHelpOptions = true)
final class HistoryVerb implements Callable<Integer> {
    @Parameters(paramLabel = "ADDRESS", arity = "0..1", description = "an IPv4 or IPv6 address")
    private String address = "";

    @Mixin
    private Door door = new Door();

    @Override
    public Integer call() {
        return address.isEmpty() ? door.ask("history") : door.ask("history", address);
    }
}
