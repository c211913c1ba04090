package portcullis.heir.estate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import portcullis.fact.Mode;
import portcullis.heir.conf.Dialect;

/**
 * What is to be taken over.
 *
 * @param place the folder of the configuration, or its file
 * @param dialect whose grammar; without it the file tells
 * @param modes in which it ran; where there are none the host tells
 * @param hostsDeny where it is not where it usually stands
 * @param autoDl psad's list, likewise
 */
public record Wish(
        Path place, Optional<Dialect> dialect, List<Mode> modes, Optional<Path> hostsDeny, Optional<Path> autoDl) {
    public Wish {
        modes = List.copyOf(modes);
    }

    public static Wish of(Path place) {
        return new Wish(place, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }
}
