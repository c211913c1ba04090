package portcullis.fact;

/**
 * Where something stands in a text.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(int line, int column) {
    /** The place of the character at this position. */
    public static Place of(String text, int position) {
        int line = 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Place(line, position - text.lastIndexOf('\n', position - 1));
    }
}
