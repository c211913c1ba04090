package portcullis.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import portcullis.config.Settings;

/**
 * What a watcher is to do.
 *
 * @param interfaces which to listen to; empty for all that are up
 * @param loopback whether loopback is among "all"
 * @param journal the file of the journal
 * @param control the socket at which it answers
 */
public record Plan(
        Settings settings,
        Path rules,
        Path policies,
        Optional<Path> cache,
        List<String> interfaces,
        boolean loopback,
        Path journal,
        Path control) {
    public Plan {
        interfaces = List.copyOf(interfaces);
    }
}
