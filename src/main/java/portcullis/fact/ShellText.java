package portcullis.fact;

import java.util.List;
import java.util.stream.Collectors;

/** Writes words so that an administrator can paste them into a shell, and so that no control character reaches a terminal. */
final class ShellText {
    private ShellText() {}

    static String quoted(List<String> words) {
        return words.stream().map(ShellText::quoted).collect(Collectors.joining(" "));
    }

    static String quoted(String word) {
        if (word.matches("[A-Za-z0-9_@%+=:,./-]+")) return word;
        if (word.chars().noneMatch(c -> c < ' ' || c == 0x7F)) return "'" + word.replace("'", "'\\''") + "'";
        StringBuilder text = new StringBuilder("$'");
        for (char c : word.toCharArray()) text.append(escaped(c));
        return text.append('\'').toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\'' -> "\\'";
            case '\\' -> "\\\\";
            default -> c < ' ' || c == 0x7F ? String.format("\\x%02x", (int) c) : String.valueOf(c);
        };
    }
}
