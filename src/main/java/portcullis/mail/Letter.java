package portcullis.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import portcullis.fact.Words;
import portcullis.journal.HistoryLine;
import portcullis.journal.Period;

/**
 * What happened in a stretch of time, as a mail. What others chose, such as the name of a user, is one line whatever it holds, and
 * nothing of theirs stands in the subject.
 *
 * @param id the same for the same stretch, so that a server or a reader can tell a letter that came twice
 * @param at nanoseconds since 1970
 */
public record Letter(String id, String subject, String text, long at) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int WIDEST = 300;

    /** @param host the name of this host */
    public static Letter of(Period period, String host, ZoneId zone) {
        long until = period.stretch().until();
        String id = period.stretch().since() + "." + until + "."
                + period.stretch().upTo().entries();
        return new Letter(id, plain("portcullis " + host + ": " + subject(period)), text(period, host, zone), until);
    }

    private static String subject(Period period) {
        if (period.isQuiet()) return "nothing happened";
        String blocked = period.decided("block") == 0 ? "" : ", " + Words.count(period.decided("block"), "block");
        String failed = period.failed().isEmpty() ? "" : ", some failed";
        return Words.count(period.alarms(), "alarm") + " about " + Words.count(period.sources(), "source") + blocked
                + failed;
    }

    private static String text(Period period, String host, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        long since = period.stretch().since();
        lines.add(host + ", " + (since <= 0 ? "all that is known" : time(since, zone)) + " to "
                + time(period.stretch().until(), zone) + " " + zone);
        section(lines, "What happened", happened(period));
        section(lines, "By whom", whom(period, zone));
        section(lines, "What was done", done(period));
        section(lines, "Who was spared", counts(period.spared()));
        section(lines, "What failed", counts(period.failed()));
        section(lines, "What was not understood, or not kept", counts(period.notUnderstood()));
        section(
                lines,
                "What administrators did",
                period.notes().stream().map(note -> note(note, zone)).toList());
        lines.add("");
        lines.add("More: portcullis explain ADDRESS, portcullis history ADDRESS");
        return lines.stream().map(Letter::plain).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void section(List<String> lines, String title, List<String> content) {
        if (content.isEmpty()) return;
        lines.add("");
        lines.add(title);
        content.forEach(line -> lines.add("  " + line));
    }

    private static List<String> happened(Period period) {
        List<String> lines = new ArrayList<>();
        lines.add(Words.count(period.alarms(), "alarm") + " about " + Words.count(period.sources(), "source"));
        period.rules().forEach((rule, times) -> lines.add("  " + times + " x " + rule));
        if (period.onProbation() > 0)
            lines.add(Words.count(period.onProbation(), "source") + " of which only rules on probation told");
        if (period.silent() > 0)
            lines.add(Words.count(period.silent(), "source") + " that touched something and raised no alarm");
        return lines;
    }

    private static List<String> whom(Period period, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        for (Period.Loud one : period.loudest()) {
            lines.add(one.source() + "  " + Words.count(one.alarms(), "alarm") + ", the last at "
                    + time(one.last(), zone) + ": " + one.rules());
            lines.add("  " + one.reason());
            lines.add("  " + one.fate());
        }
        long others = period.sources() - period.loudest().size();
        if (others > 0) lines.add("and " + Words.count(others, "source") + " more");
        return lines;
    }

    private static List<String> done(Period period) {
        List<String> lines = new ArrayList<>();
        long blocks = period.decided("block");
        if (blocks > 0) lines.add(Words.count(blocks, "block") + ", " + period.carriedOut() + " of them carried out");
        if (period.decided("run") > 0) lines.add(Words.count(period.decided("run"), "answer") + " without a block");
        if (period.decided("release") > 0) lines.add(Words.count(period.decided("release"), "release"));
        return lines;
    }

    private static List<String> counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " x " + each.getKey())
                .toList();
    }

    private static String note(HistoryLine note, ZoneId zone) {
        String whom = note.what().isEmpty() ? "" : note.what() + ": ";
        return time(note.at(), zone) + "  " + note.who() + "  " + whom + note.text();
    }

    private static String time(long nanos, ZoneId zone) {
        return TIME.withZone(zone).format(Instant.ofEpochSecond(0, nanos));
    }

    /** No control character, none that turns the writing around, and no line without end. */
    private static String plain(String text) {
        String clean = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
        return clean.length() > WIDEST ? clean.substring(0, WIDEST) + "..." : clean;
    }
}
