package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Mode;
import portcullis.fact.Nearest;
import portcullis.fact.PortRange;
import portcullis.fact.Problem;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/**
 * Finds the measures that rules name, and the lines: the numbers beside them at which a condition changes its answer. It reads the
 * text and not the parsed tree, so that a measure is found wherever it stands; one that does not stand plainly beside a number makes
 * every change count: slower, never wrong.
 */
final class MeasureReader {
    private static final Pattern CALL = Pattern.compile("\\b(" + Measure.Kind.words() + ")\\s*\\(([^()]*)\\)");
    private static final Pattern BESIDE = Pattern.compile("\\s*(>=|<=|==|!=|>|<)\\s*(\\d+)\\s*(?=[,)&|\n]|$)");
    /** Where a condition begins, perhaps with a name: after anything else a measure is part of a sum or the like. */
    private static final Pattern BEGINS = Pattern.compile("(^|[(,&|])\\s*(\\$\\w+\\s*:\\s*)?$");

    private final List<Measure> joined = new ArrayList<>();

    List<Measure> joined() {
        return joined;
    }

    /** What one rule names, and the plain conditions among it. */
    record Named(List<Measure> measures, List<Need> needs) {}

    Named read(Passage conditions, Passage consequence, List<Problem> problems) {
        List<Measure> named = new ArrayList<>();
        List<Need> needs = new ArrayList<>();
        String words = conditions.words();
        Matcher call = CALL.matcher(words);
        while (call.find()) {
            Matcher beside = BESIDE.matcher(words).region(call.end(), words.length());
            boolean plain = BEGINS.matcher(words.substring(0, call.start())).find() && beside.lookingAt();
            List<Integer> lines = plain ? lines(beside.group(1), Integer.parseInt(beside.group(2))) : List.of();
            boolean read = add(conditions, call, new Mention(lines, false, !plain), named, problems);
            if (read && plain) needs.add(need(named.get(named.size() - 1), call, beside));
        }
        Matcher spoken = CALL.matcher(consequence.words());
        while (spoken.find()) add(consequence, spoken, new Mention(List.of(), true, false), named, problems);
        return new Named(named, needs);
    }

    private static Need need(Measure measure, Matcher call, Matcher beside) {
        String text =
                call.group().replaceAll("\\s+", " ") + " " + beside.group().strip();
        return new Need(measure, beside.group(1), Integer.parseInt(beside.group(2)), text);
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

    private boolean add(Passage passage, Matcher call, Mention mention, List<Measure> named, List<Problem> problems) {
        try {
            Measure measure = measure(call.group(1), call.group(2), mention);
            named.add(measure);
            join(measure);
            return true;
        } catch (IllegalArgumentException e) {
            problems.add(passage.problem(
                    call.start(), call.group() + ": " + e.getMessage(), "write as in " + example(call.group(1))));
            return false;
        }
    }

    private static String example(String word) {
        return switch (Measure.Kind.of(word)) {
            case PORTS_AMONG -> "portsAmong( Transport.TCP, 600, 22, 23 ) >= 2";
            case TOOLS -> "tools( Tool.ZMAP, 600 ) >= 2";
            case WALK -> "walk() >= 8";
            case COMPANIONS -> "companions( 60 ) >= 3";
            case CONTACTS -> "contacts( Mode.ATCP ) >= 3";
            default -> word + "( Mode.ATCP, 60 ) >= 5";
        };
    }

    private static Measure measure(String word, String arguments, Mention mention) {
        Measure.Kind kind = Measure.Kind.of(word);
        Arguments read = Arguments.of(kind, arguments);
        return new Measure(
                kind,
                read.modes,
                read.tool,
                read.numbers.isEmpty() ? 0 : read.numbers.get(0),
                read.numbers.isEmpty() ? List.of() : read.numbers.subList(1, read.numbers.size()),
                mention.lines(),
                mention.spoken(),
                mention.everyChange());
    }

    /** What stands between the brackets of a measure. */
    private record Arguments(int modes, Tool tool, List<Integer> numbers) {
        static Arguments of(Measure.Kind kind, String text) {
            List<String> words = new ArrayList<>(Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList());
            int modes = Modes.ALL;
            Tool tool = Tool.NONE;
            if (kind == Measure.Kind.TOOLS || kind == Measure.Kind.WALK) modes = Modes.TCP_DOORS;
            if (kind == Measure.Kind.TOOLS) tool = tool(words);
            else if (kind == Measure.Kind.COMPANIONS) modes = 0;
            else if (!words.isEmpty() && kind != Measure.Kind.WALK) modes = modes(words);
            if (!words.stream().allMatch(word -> word.matches("\\d{1,9}"))) {
                throw new IllegalArgumentException(
                        "a measure takes " + takes(kind) + ", all of them literal numbers or names");
            }
            List<Integer> numbers = words.stream().map(Integer::valueOf).toList();
            boolean enough = switch (kind) {
                case WALK -> numbers.isEmpty();
                case CONTACTS -> numbers.isEmpty() && Integer.bitCount(modes) == 1;
                case PORTS_AMONG -> numbers.size() > 1;
                default -> numbers.size() == 1;
            };
            if (!enough) throw new IllegalArgumentException("takes " + takes(kind));
            if (kind == Measure.Kind.PORTS_AMONG) refuseImpossible(numbers.subList(1, numbers.size()));
            return new Arguments(modes, tool, numbers);
        }

        private static void refuseImpossible(List<Integer> ports) {
            for (int port : ports)
                if (port >= PortRange.PORTS) throw new IllegalArgumentException("no port is called " + port);
        }

        private static int modes(List<String> words) {
            String first = words.get(0);
            if (first.startsWith("Mode.")) {
                words.remove(0);
                return Modes.bit(constant(Mode.class, first));
            }
            if (!first.startsWith("Transport.")) return Modes.ALL;
            words.remove(0);
            return Modes.of(constant(Transport.class, first));
        }

        private static <E extends Enum<E>> E constant(Class<E> type, String word) {
            String name = word.substring(word.indexOf('.') + 1);
            for (E constant : type.getEnumConstants()) if (constant.name().equals(name)) return constant;
            List<String> known = Arrays.stream(type.getEnumConstants())
                    .map(constant -> type.getSimpleName() + "." + constant)
                    .toList();
            throw new IllegalArgumentException("unknown " + word + ", " + Nearest.hint(word, known, ""));
        }

        private static Tool tool(List<String> words) {
            if (words.isEmpty() || !words.get(0).startsWith("Tool."))
                throw new IllegalArgumentException("takes a tool and seconds");
            return constant(Tool.class, words.remove(0));
        }

        private static String takes(Measure.Kind kind) {
            return switch (kind) {
                case WALK -> "nothing";
                case PORTS_AMONG -> "a mode or a transport, if any, seconds and ports";
                case TOOLS -> "a tool and seconds";
                case COMPANIONS -> "seconds only";
                case CONTACTS -> "a mode only";
                case SCORE -> "a mode or a transport, if any, and the seconds of its half-life";
                default -> "a mode or a transport, if any, and seconds only";
            };
        }
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
