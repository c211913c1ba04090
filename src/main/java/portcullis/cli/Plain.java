package portcullis.cli;

/** Text of others made fit for a terminal: no control character reaches it. */
final class Plain {
    private Plain() {}

    static String text(String text) {
        return text.codePoints().anyMatch(Plain::isUnfit) ? replaced(text) : text;
    }

    private static boolean isUnfit(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String replaced(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> plain.appendCodePoint(isUnfit(c) ? '?' : c));
        return plain.toString();
    }
}
