package portcullis.respond;

import java.util.Map;

/**
 * The class files of one script.
 *
 * @param main the name of the script's own class; the others are its closures
 */
record Compiled(String main, Map<String, byte[]> classes) {
    Compiled {
        classes = Map.copyOf(classes);
    }
}
