package portcullis.heir.conf;

import java.util.Objects;

/**
 * What became of one line that PortSentry had.
 *
 * @param line from 1; 0 where the whole file is meant
 * @param was what stood there
 * @param becomes what stands for it here; may be empty
 * @param why may be empty where it is kept as it was
 */
public record Finding(Fate fate, String file, int line, String was, String becomes, String why) {
    /** Whether it has an heir. */
    public enum Fate {
        KEPT("kept"),
        CHANGED("changed"),
        LOST("cannot be kept"),
        /** Not what such a file holds; the rest of the file is read all the same. */
        DAMAGED("damaged");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Finding {
        Objects.requireNonNull(fate, "fate");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(was, "was");
        Objects.requireNonNull(becomes, "becomes");
        Objects.requireNonNull(why, "why");
    }

    /** Where it stood, as {@code file:line}. */
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }
}
