package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis reload}: reads settings, rules and responders again. */
@Command(
        name = "reload",
        description =
                "Has the watcher read settings, rules and responders again; what is wrong with them leaves the old in force.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis reload --json"})
final class ReloadVerb implements Callable<Integer> {
    @Mixin
    private Door door = new Door();

    @Override
    public Integer call() {
        return door.ask("reload");
    }
}
