package portcullis.respond.host;

import java.util.regex.Pattern;

/** Makes one short line of what a tool said. It may quote the network, so nothing of it may steer a terminal or a log. */
final class ToolWords {
    private static final int LONGEST = 400;
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+");
    private static final Pattern CARETS = Pattern.compile(" \\^+(?= |$)"); // under nft's copy of the statement

    private ToolWords() {}

    static String of(String said) {
        String start = said.length() > 4 * LONGEST ? said.substring(0, 4 * LONGEST) : said;
        String line = CARETS.matcher(BLANK.matcher(start).replaceAll(" "))
                .replaceAll("")
                .strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
