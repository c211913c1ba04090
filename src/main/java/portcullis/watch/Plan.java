package portcullis.watch;

import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.capture.live.Door;
import portcullis.config.Settings;
import portcullis.fact.Refused;

/**
 * What a watcher is to do.
 *
 * @param settings read at the start and at each reload
 * @param user beside root, who may own rules and policies that are armed: the user that runs the program
 * @param interfaces which to listen to; empty for all that are up
 * @param loopback whether loopback is among "all"
 * @param capture by which door packets come
 * @param journal the file of the journal
 * @param control the socket at which it answers
 * @param group who may talk to it beside its owner
 * @param upkeep how it keeps up with what the administrator changes
 */
public record Plan(
        Source settings,
        Path rules,
        Path policies,
        Optional<Path> cache,
        List<String> interfaces,
        boolean loopback,
        Door capture,
        Path journal,
        Path control,
        Optional<String> group,
        UserPrincipal user,
        Arming arming,
        Upkeep upkeep) {
    public Plan {
        interfaces = List.copyOf(interfaces);
    }

    /** What the administrator writes. */
    List<Path> sources() {
        List<Path> sources = new ArrayList<>(List.of(rules, policies));
        upkeep.settings().ifPresent(sources::add);
        return sources;
    }

    /** Where settings come from. */
    public interface Source {
        Settings read() throws Refused;
    }
}
