package portcullis.detect.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.RuleDescr;
import portcullis.fact.Nearest;
import portcullis.fact.Problem;

/** Says in words of rules what the compilers of Drools and of Java say about one rule, and finds the place. */
final class CompilerText {
    private static final String SEE = "the words that rules may use are in docs/facts.md";
    private static final int LONGEST = 300;
    /** What a consequence may call without naming whom. */
    private static final Set<String> CALLS = Set.of("insert", "delete");

    private static final Map<String, Set<String>> JAVA = Map.of(
            "java.util",
            Set.of("List", "ArrayList", "Map", "HashMap", "Set", "HashSet", "Collection", "Collections", "Arrays"),
            "java.time",
            Set.of("Duration", "Instant", "LocalTime", "ZoneId", "ZonedDateTime"));

    private static final Pattern NO_METHOD =
            Pattern.compile("The method (?<word>\\w+)\\([^)]*\\) is undefined for the type (?<type>\\w+)");
    private static final Pattern NO_METHOD_IN_CONDITION =
            Pattern.compile("Method (?<word>\\w+) on \\w+ portcullis\\.fact\\.(?<type>\\w+)");
    private static final Pattern OTHER_ARGUMENTS = Pattern.compile(
            "The method (?<word>\\w+)\\((?<takes>[^)]*)\\) in the type (?<type>\\w+) is not applicable for the arguments \\((?<given>[^)]*)\\)");
    private static final Pattern OTHER_PARTS =
            Pattern.compile("The constructor (?<type>\\w+)\\((?<given>[^)]*)\\) is undefined");
    private static final Pattern NO_TYPE = Pattern.compile("(?<word>\\w+) cannot be resolved to a type");
    private static final Pattern NO_CLASS = Pattern.compile("Unable to find class: (?<word>\\w+)");
    private static final Pattern NO_NAME = Pattern.compile("(?<word>[\\w$]+) cannot be resolved");
    private static final Pattern NO_JAVA =
            Pattern.compile("\\(line (?<line>\\d+),col (?<column>\\d+)\\) Parse error\\. Found \"(?<word>[^\"]*)\"");
    private static final Pattern NO_NUMBER = Pattern.compile("For input string: \"(?<word>[^\"]*)\"");

    private final RuleText text;
    private final RuleDescr rule;
    private final int start;

    CompilerText(RuleText text, RuleDescr rule) {
        this.text = text;
        this.rule = rule;
        this.start = Math.max(0, rule.getStartCharacter());
    }

    Problem problem(String failure) {
        String plain = failure.replaceAll("\\s+", " ").strip();
        return method(plain)
                .or(() -> type(plain))
                .or(() -> java(failure))
                .or(() -> number(plain))
                .orElseGet(() -> quoted(plain));
    }

    private Optional<Problem> method(String plain) {
        for (Pattern pattern : List.of(NO_METHOD, NO_METHOD_IN_CONDITION)) {
            Matcher missing = pattern.matcher(plain);
            if (!missing.find()) continue;
            String word = missing.group("word");
            Optional<Set<String>> parts = Vocabulary.parts(missing.group("type"));
            String found = parts.isEmpty()
                    ? "a consequence knows no " + word + "(...)"
                    : missing.group("type") + " has no " + word + "(...)";
            return Optional.of(text.problem(call(word), found, Nearest.hint(word, parts.orElse(CALLS), SEE)));
        }
        Matcher other = OTHER_ARGUMENTS.matcher(plain);
        if (other.find())
            return Optional.of(text.problem(
                    call(other.group("word")),
                    other.group("word") + " takes (" + other.group("takes") + "), not (" + other.group("given") + ")",
                    SEE));
        Matcher parts = OTHER_PARTS.matcher(plain);
        if (!parts.find()) return Optional.empty();
        String type = parts.group("type");
        return Optional.of(
                text.problem(call(type), type + " cannot be made of (" + parts.group("given") + ")", example(type)));
    }

    private static String example(String type) {
        return switch (type) {
            case "Alarm" -> "write `new Alarm( $source.getAddress(), \"rule-id\", \"sentence\" )`";
            case "Counts" -> "write `new Counts( $touch, Mode.ATCP )`";
            case "Ignored" -> "write `new Ignored( $newcomer, \"why\" )`";
            case "Doubt" -> "write `new Doubt( $source.getAddress(), \"why\" )`";
            default -> SEE;
        };
    }

    private Optional<Problem> type(String plain) {
        for (Pattern pattern : List.of(NO_TYPE, NO_CLASS, NO_NAME)) {
            Matcher missing = pattern.matcher(plain);
            if (!missing.find()) continue;
            String word = missing.group("word");
            return Optional.of(text.problem(
                    position("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])"),
                    "unknown word `" + word + "`",
                    missing(word)));
        }
        return Optional.empty();
    }

    private String missing(String word) {
        for (Map.Entry<String, Set<String>> known : JAVA.entrySet())
            if (known.getValue().contains(word)) return "write `import " + known.getKey() + ".*` below the package";
        boolean isImported = text.text().contains("portcullis.fact.*");
        if (Vocabulary.types().contains(word) && !isImported)
            return "write `import portcullis.fact.*` below the package";
        Set<String> names = new TreeSet<>(Vocabulary.types());
        boolean isType = Character.isUpperCase(word.charAt(0));
        return isType
                ? Nearest.to(word, names)
                        .map(near -> "did you mean `" + near + "`?")
                        .orElse("import it, as with `import java.util.*`")
                : SEE;
    }

    /** The Java of a consequence that is none; the compiler counts from the line of its {@code then}. */
    private Optional<Problem> java(String failure) {
        Matcher none = NO_JAVA.matcher(failure);
        if (!none.find()) return Optional.empty();
        int line = rule.getConsequenceLine() + Integer.parseInt(none.group("line")) - 1;
        int position = text.position(line, Integer.parseInt(none.group("column")));
        boolean isEnd = none.group("word").equals("}");
        return Optional.of(text.problem(
                position,
                isEnd ? "a statement does not end" : "`" + none.group("word") + "` cannot stand here",
                isEnd ? "write `;`" : "look before it for a bracket or a `;` that is missing"));
    }

    private Optional<Problem> number(String plain) {
        Matcher none = NO_NUMBER.matcher(plain);
        if (!none.find()) return Optional.empty();
        return Optional.of(text.problem(
                position(Pattern.quote("\"" + none.group("word") + "\"")),
                "\"" + none.group("word") + "\" stands where a number belongs",
                "write a number, without quotes"));
    }

    /** The compiler's own words, at the text that they quote, or else at the rule. */
    private Problem quoted(String plain) {
        String longest = Stream.of(plain.split(": |'|\"|\\(Line "))
                .map(part -> part.replaceAll("[:;.]+$", "").strip())
                .filter(part -> part.length() > 2 && text.text().indexOf(part, start) >= 0)
                .reduce("", (a, b) -> b.length() > a.length() ? b : a);
        int position = longest.isEmpty() ? start : text.text().indexOf(longest, start);
        String shown = plain.length() > LONGEST ? plain.substring(0, LONGEST) + " ..." : plain;
        return text.problem(position, shown, SEE);
    }

    private int call(String word) {
        return position("\\b" + Pattern.quote(word) + "\\s*\\(");
    }

    private int position(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text.text());
        return found.find(start) ? found.start() : start;
    }
}
