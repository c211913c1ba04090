package portcullis.respond;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import portcullis.fact.Effect;

/**
 * What an effect may say, whoever planned it. A script is trusted, the text that flows through it is not: a rule's reason,
 * a setting with a stray newline, a tool whose grammar takes {@code ;} for a new statement.
 */
final class Wording {
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_INPUT = 65_536;
    private static final int MOST_WORDS = 256;
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';
    private static final Pattern ENDLESS = Pattern.compile("\\btimeout 0+[a-z]*(?![0-9a-z])");
    private static final Pattern BARE_TOOL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");
    private static final Pattern CONTROL_IN_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\r\n\t]]");

    private Wording() {}

    static Effect.Nft statement(String text) {
        inOneLine("an nft statement", text);
        if (!isStatement(text))
            throw Refusal.of(
                    "an nft statement is printable ASCII without ; \\ or `, not " + quoted(text),
                    "plan two statements with two verbs");
        if (text.contains("timeout 0") && ENDLESS.matcher(text).find()) throw endless(text);
        return new Effect.Nft(text);
    }

    private static boolean isStatement(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ';' || c == '\\' || c == '`') return false;
        }
        return !text.isEmpty();
    }

    /** To nft and ipset a timeout of nothing means for ever, and every block ends. */
    private static Refusal endless(String text) {
        return Refusal.of(
                "timeout 0 would never end: " + quoted(text), "a run-only verdict has no span, so do not block");
    }

    static Effect.Command command(List<String> argv, String input) {
        if (argv.isEmpty() || argv.size() > MOST_WORDS)
            throw Refusal.of("a command has 1 to " + MOST_WORDS + " words, not " + argv.size(), "");
        argv.forEach(word -> withoutControls("a word of a command", word));
        program(argv.get(0));
        if (Collections.indexOfSubList(argv, List.of("timeout", "0")) >= 0) throw endless(String.join(" ", argv));
        if (input.length() > LONGEST_INPUT || CONTROL_IN_TEXT.matcher(input).find())
            throw Refusal.of(
                    "the input of a command is text of at most " + LONGEST_INPUT + " characters, not " + quoted(input),
                    "leave control characters out");
        return new Effect.Command(argv, input);
    }

    /** A bare name is looked up by the runner on a path of its own, never on the one that we were started with. */
    private static void program(String word) {
        boolean absolute = word.startsWith("/") && isPlainPath(word);
        if (!absolute && !BARE_TOOL.matcher(word).matches())
            throw Refusal.of(
                    "a program is an absolute path or a bare name, not " + quoted(word),
                    "write /usr/local/sbin/mine or nft");
    }

    static String file(String path) {
        withoutControls("a path", path);
        if (!isPlainPath(path))
            throw Refusal.of(
                    "a file is an absolute path without .. in it, not " + quoted(path), "write /etc/hosts.deny");
        return path;
    }

    private static boolean isPlainPath(String path) {
        return path.startsWith("/")
                && path.length() > 1
                && Path.of(path).normalize().toString().equals(path);
    }

    static String line(String text) {
        inOneLine("a line", text);
        withoutControls("a line", text);
        return text;
    }

    static String text(String what, String text) {
        if (text.isEmpty()
                || text.length() > LONGEST_LINE
                || CONTROL_IN_TEXT.matcher(text).find())
            throw Refusal.of(what + " is text of 1 to " + LONGEST_LINE + " characters, not " + quoted(text), "");
        return text;
    }

    private static void inOneLine(String what, String text) {
        if (text.isBlank()) throw Refusal.of(what + " is not empty", "");
        if (text.length() > LONGEST_LINE)
            throw Refusal.of(what + " has at most " + LONGEST_LINE + " characters, not " + text.length(), "");
    }

    static void withoutControls(String what, String text) {
        if (!isOfOneLine(text))
            throw Refusal.of(what + " has no line break or control character in it, not " + quoted(text), "");
    }

    /** By hand: a script is run anew for each plan, so that its title and all else that it says passes here each time. */
    private static boolean isOfOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') continue;
            if (Character.isISOControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR) return false;
            if (!Character.isSurrogate(c)) continue;
            boolean isPaired =
                    i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(++i)); // else half a character
            if (!isPaired) return false;
        }
        return true;
    }

    /** For messages: short, and harmless on a terminal. */
    static String quoted(String text) {
        String shown = text.length() > 120 ? text.substring(0, 120) + "..." : text;
        return '"' + shown.replace("\n", "\\n").replace("\r", "\\r").replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "?") + '"';
    }
}
