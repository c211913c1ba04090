package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Mode;
import portcullis.fact.Problem;
import portcullis.fact.Transport;

/**
 * Finds the measures that rules name, and the lines: the numbers beside them at which a condition changes its answer. It reads the
 * text and not the parsed tree, so that a measure is found wherever it stands; one that does not stand plainly beside a number makes
 * every change count: slower, never wrong.
 */
final class MeasureReader {
    private static final Pattern CALL = Pattern.compile("\\b(hits|portsAmong|ports|hosts)\\s*\\(([^()]*)\\)");
    private static final Pattern BESIDE = Pattern.compile("\\s*(>=|<=|==|!=|>|<)\\s*(\\d+)\\s*(?=[,)&|\n]|$)");

    private final List<Measure> joined = new ArrayList<>();

    List<Measure> joined() {
        return joined;
    }

    List<Measure> read(RuleText text, int line, String conditions, String consequence, List<Problem> problems) {
        List<Measure> named = new ArrayList<>();
        Matcher call = CALL.matcher(conditions);
        while (call.find()) {
            Matcher beside = BESIDE.matcher(conditions).region(call.end(), conditions.length());
            boolean plain = beside.lookingAt();
            List<Integer> lines = plain ? lines(beside.group(1), Integer.parseInt(beside.group(2))) : List.of();
            add(text, line, call, new Mention(lines, false, !plain), named, problems);
        }
        Matcher spoken = CALL.matcher(consequence);
        while (spoken.find()) add(text, line, spoken, new Mention(List.of(), true, false), named, problems);
        return named;
    }

    /** How a rule names a measure: beside a number, in its sentence, or in some other way. */
    private record Mention(List<Integer> lines, boolean spoken, boolean everyChange) {}

    /** Where {@code value op number} changes its answer while the value grows. */
    private static List<Integer> lines(String op, int number) {
        return switch (op) {
            case ">=", "<" -> List.of(number);
            case ">", "<=" -> List.of(number + 1);
            default -> List.of(number, number + 1);
        };
    }

    private void add(
            RuleText text, int line, Matcher call, Mention mention, List<Measure> named, List<Problem> problems) {
        try {
            Measure measure = measure(call.group(1), call.group(2), mention);
            named.add(measure);
            join(measure);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(
                    text.name(),
                    line,
                    0,
                    call.group() + ": " + e.getMessage(),
                    "write as in " + example(call.group(1))));
        }
    }

    private static String example(String word) {
        return word.equals("portsAmong")
                ? "portsAmong( Transport.TCP, 600, 22, 23 ) >= 2"
                : word + "( Mode.ATCP, 60 ) >= 5";
    }

    private static Measure measure(String word, String arguments, Mention mention) {
        List<String> words = new ArrayList<>(
                Arrays.stream(arguments.split(",")).map(String::strip).toList());
        int modes = Modes.ALL;
        if (words.get(0).startsWith("Mode."))
            modes = 1 << Mode.valueOf(words.remove(0).substring(5)).ordinal();
        else if (words.get(0).startsWith("Transport."))
            modes = Modes.of(Transport.valueOf(words.remove(0).substring(10)));
        if (words.isEmpty() || !words.stream().allMatch(w -> w.matches("\\d{1,9}"))) {
            throw new IllegalArgumentException("a measure takes a mode or a transport, if any, and literal numbers");
        }
        List<Integer> numbers = words.stream().map(Integer::valueOf).toList();
        Measure.Kind kind = Measure.Kind.valueOf(
                word.equals("portsAmong") ? "PORTS_AMONG" : word.toUpperCase(java.util.Locale.ROOT));
        if (numbers.size() > 1 != (kind == Measure.Kind.PORTS_AMONG)) {
            throw new IllegalArgumentException(
                    "takes " + (kind == Measure.Kind.PORTS_AMONG ? "seconds and ports" : "seconds only"));
        }
        return new Measure(
                kind,
                modes,
                numbers.get(0),
                numbers.subList(1, numbers.size()),
                mention.lines(),
                mention.spoken(),
                mention.everyChange());
    }

    private void join(Measure measure) {
        for (int i = 0; i < joined.size(); i++) {
            if (!joined.get(i).isSameAs(measure)) continue;
            joined.set(i, joined.get(i).joinedWith(measure));
            return;
        }
        joined.add(measure);
    }
}
