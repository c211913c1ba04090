package portcullis.detect.rules;

/** The code of a rule without what only looks like it: comments and quoted text become blanks, so that every position stays. */
final class DrlCode {
    private DrlCode() {}

    static String of(String text) {
        StringBuilder code = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int end = endOfOther(text, at);
            if (end == at) {
                at++;
                continue;
            }
            boolean quoted = text.charAt(at) == '"' || text.charAt(at) == '\'';
            blank(code, quoted ? at + 1 : at, quoted ? end - 1 : end);
            at = end;
        }
        return code.toString();
    }

    private static void blank(StringBuilder code, int from, int to) {
        for (int i = from; i < to; i++) if (code.charAt(i) != '\n') code.setCharAt(i, ' ');
    }

    /** Where the comment or quotation ends that begins here; here, if none does. */
    private static int endOfOther(String text, int at) {
        if (text.startsWith("//", at)) return orEnd(text, text.indexOf('\n', at));
        if (text.startsWith("/*", at)) {
            int close = text.indexOf("*/", at + 2);
            return close < 0 ? text.length() : close + 2;
        }
        char quote = text.charAt(at);
        if (quote != '"' && quote != '\'') return at;
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\n') return i; // a quotation that is not closed ends with its line
            if (text.charAt(i) == '\\') i++;
            else if (text.charAt(i) == quote) return i + 1;
        }
        return text.length();
    }

    private static int orEnd(String text, int position) {
        return position < 0 ? text.length() : position;
    }
}
