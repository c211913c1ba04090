package portcullis.fact;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says a condition on a measure as a person would: {@code ports( Mode.ATCP, 3600 ) >= 5} is "ports of mode atcp within 1h". */
final class MeasureWords {
    private static final Pattern MEASURE = Pattern.compile("(\\w+)\\(([^)]*)\\)\\s*>=?.*");
    private static final Map<String, String> NOUNS = Map.ofEntries(
            Map.entry("hits", "touches"),
            Map.entry("ports", "ports"),
            Map.entry("portsAmong", "of the ports"),
            Map.entry("hosts", "hosts"),
            Map.entry("kinds", "kinds of packets"),
            Map.entry("sourcePorts", "source ports"),
            Map.entry("servicePorts", "source ports of services"),
            Map.entry("tools", "doors that got a SYN of a tool"),
            Map.entry("score", "points for new doors"),
            Map.entry("walk", "more doors closed than open"),
            Map.entry("companions", "sources in step with it"),
            Map.entry("contacts", "contacts in the ring"),
            Map.entry("sources", "sources"),
            Map.entry("sharedPorts", "ports between them"));

    private MeasureWords() {}

    /** As in "4 of 5 ports of mode atcp within 1h". */
    static String plainly(String condition, int reached, int number) {
        Matcher matcher = MEASURE.matcher(condition.strip());
        String start = reached + " of " + number + " ";
        if (!matcher.matches()) return start + condition;
        String word = matcher.group(1);
        String whose = "";
        String window = "";
        String among = "";
        for (String argument : matcher.group(2).split(",")) {
            String text = argument.strip();
            if (text.startsWith("Mode.")) whose = " of mode " + name(text);
            else if (text.startsWith("Transport.")) whose = " over " + name(text);
            else if (text.startsWith("Tool.")) whose = ", " + name(text);
            else if (window.isEmpty() && text.matches("[0-9]+")) window = window(word, Integer.parseInt(text));
            else if (!text.isEmpty()) among += (among.isEmpty() ? " " : ", ") + text;
        }
        return start + NOUNS.getOrDefault(word, word) + among + whose + window;
    }

    private static String name(String constant) {
        return constant.substring(constant.indexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String window(String word, int seconds) {
        if (seconds == 0) return "";
        String span = Words.span(Duration.ofSeconds(seconds));
        return word.equals("score") ? ", of which half is left after " + span : " within " + span;
    }
}
