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
public record Problem(Weight weight, String file, int line, int column, String found, String hint) {
    /** What comes of it. */
    public enum Weight {
        /** It is refused. */
        ERROR(""),
        /** It is taken, and will hurt. */
        WARNING("warning: "),
        /** It is taken, and may well be meant. */
        NOTE("note: ");

        private final String prefix;

        Weight(String prefix) {
            this.prefix = prefix;
        }
    }

    public Problem {
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(hint, "hint");
    }

    /** Of something that is refused. */
    public Problem(String file, int line, int column, String found, String hint) {
        this(Weight.ERROR, file, line, column, found, hint);
    }

    /** Something that is refused, at a place in a text. */
    public static Problem at(String file, Place place, String found, String hint) {
        return new Problem(file, place.line(), place.column(), found, hint);
    }

    public boolean isError() {
        return weight == Weight.ERROR;
    }

    /** The same in a file that was named otherwise. */
    public Problem in(String otherFile) {
        return new Problem(weight, otherFile, line, column, found, hint);
    }

    /** The same with less weight. */
    public Problem as(Weight other) {
        return new Problem(other, file, line, column, found, hint);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) text.append(':').append(line);
        if (line > 0 && column > 0) text.append(':').append(column);
        if (text.length() > 0) text.append(": ");
        text.append(weight.prefix).append(found);
        if (!hint.isEmpty()) text.append("; ").append(hint);
        return text.toString();
    }
}
