package portcullis.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The other end of the control socket. */
public final class Asking {
    private Asking() {}

    /** @return the rows of the watcher's answer; the first says ok, or error and why */
    public static List<List<String>> ask(Path control, List<String> words) throws IOException {
        return Control.ask(control, words);
    }
}
