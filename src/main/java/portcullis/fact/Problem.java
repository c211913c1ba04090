package portcullis.fact;

import java.util.Objects;

/**
 * Something wrong in what an administrator wrote.
 *
 * @param file as given; empty where it came from the command line
 * @param line from 1; 0 where unknown
 * @param column from 1; 0 where unknown
 * @param found what is wrong, quoting what was found
 * @param hint what would do; may be empty
 */
public record Problem(String file, int line, int column, String found, String hint) {
    public Problem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(hint, "hint");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) text.append(':').append(line);
        if (line > 0 && column > 0) text.append(':').append(column);
        if (text.length() > 0) text.append(": ");
        text.append(found);
        if (!hint.isEmpty()) text.append("; ").append(hint);
        return text.toString();
    }
}
