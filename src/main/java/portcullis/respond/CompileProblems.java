package portcullis.respond;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import portcullis.fact.Nearest;
import portcullis.fact.Problem;

/** Says what the compiler refused in the words of someone who writes responders. */
final class CompileProblems {
    private static final List<String> WORDS = List.of(
            "title",
            "needs",
            "ends",
            "block",
            "release",
            "check",
            "prepare",
            "remove",
            "nft",
            "command",
            "appendLine",
            "removeLine",
            "banner",
            "post",
            "say",
            "cannot",
            "option",
            "options");
    private static final List<String> METHODS =
            List.of("source", "span", "because", "at", "port", "mode", "transport", "reason", "expand");
    private static final Pattern NO_METHOD =
            Pattern.compile("Cannot find matching method (?:\\S*[.])?([\\w-]+)#(\\w+)\\((.*?)\\)");
    private static final Pattern OPEN_QUOTATION = Pattern.compile("Unexpected character: '\\\\?['\"]'");
    private static final Pattern NO_PROPERTY =
            Pattern.compile("No such property: (\\w+) for class: (?:\\S*[.])?([\\w-]+)");
    private static final Pattern NOT_A_PROPERTY = Pattern.compile("Access to (?:\\S*[.])?(\\w+)#(\\w+) is forbidden");
    private static final Pattern NO_VARIABLE = Pattern.compile("The variable \\[(\\w+)\\] is undeclared");

    private static final String PARTS = "write post url: 'https://...', json: [name: value], sign: 'name of a secret'";
    private static final Pattern NO_PART = Pattern.compile("required named param '(\\w+)' not found");
    private static final Pattern STRANGE_PART = Pattern.compile("unexpected named arg: (\\w+)");
    private static final Pattern PART_OF_ANOTHER_TYPE =
            Pattern.compile("argument for named param '(\\w+)' has type '(?:\\S*[.])?(\\w+)'");

    private final ScriptText script;

    CompileProblems(ScriptText script) {
        this.script = script;
    }

    List<Problem> of(MultipleCompilationErrorsException errors) {
        Map<Integer, Problem> byLine = new LinkedHashMap<>();
        for (Message message : errors.getErrorCollector().getErrors()) {
            Problem problem = problem(message);
            byLine.putIfAbsent(problem.line(), problem); // one slip often makes the whole line a riddle to the compiler
        }
        return List.copyOf(byLine.values());
    }

    List<Problem> of(CompilationFailedException error) {
        return List.of(new Problem(script.file(), 0, 0, "does not compile: " + error.getMessage(), ""));
    }

    private Problem problem(Message message) {
        if (message instanceof SyntaxErrorMessage syntax) return problem(syntax.getCause());
        return new Problem(script.file(), 0, 0, "does not compile: " + message, "");
    }

    private Problem problem(SyntaxException error) {
        String text = error.getOriginalMessage().replace("[Static type checking] - ", "");
        String[] parts = told(text).split("; ", 2);
        return new Problem(
                script.file(),
                error.getStartLine(),
                column(error, text),
                parts[0].strip(),
                parts.length > 1 ? parts[1].strip() : "");
    }

    /** The compiler points at the brackets of a method that is not there; its name is what was misspelt. */
    private int column(SyntaxException error, String text) {
        Matcher method = NO_METHOD.matcher(text);
        if (!method.find()) return error.getStartColumn();
        String line = script.text().split("\n", -1)[error.getStartLine() - 1];
        int name = line.lastIndexOf(method.group(2), error.getStartColumn() - 1);
        return name < 0 ? error.getStartColumn() : name + 1;
    }

    private String told(String text) {
        if (OPEN_QUOTATION.matcher(text).find()) return "a quotation begins and does not end; close it";
        Matcher method = NO_METHOD.matcher(text);
        if (method.find()) return noMethod(method.group(1), method.group(2), method.group(3));
        Matcher property = NO_PROPERTY.matcher(text);
        if (property.find()) return noProperty(property.group(2), property.group(1));
        Matcher hidden = NOT_A_PROPERTY.matcher(text);
        if (hidden.find()) return noProperty(hidden.group(1), hidden.group(2));
        Matcher variable = NO_VARIABLE.matcher(text);
        if (variable.find())
            return "knows no " + variable.group(1) + suggestion(Nearest.to(variable.group(1), List.of("verdict")));
        Matcher part = NO_PART.matcher(text);
        if (part.find()) return "post lacks " + part.group(1) + "; " + PARTS;
        Matcher strange = STRANGE_PART.matcher(text);
        if (strange.find()) return "post has no " + strange.group(1) + "; " + PARTS;
        Matcher type = PART_OF_ANOTHER_TYPE.matcher(text);
        if (type.find()) return "post takes no " + type.group(2) + " for " + type.group(1) + "; " + PARTS;
        return text.replace('\n', ' ');
    }

    private String noMethod(String owner, String name, String given) {
        boolean ofWarrant = owner.equals("Warrant");
        List<String> known = ofWarrant ? METHODS : WORDS;
        String types = given.replaceAll("\\b(?:[a-z]\\w*[.])+", "");
        String place = ofWarrant ? "a verdict" : isScript(owner) ? "a responder" : owner;
        if (known.contains(name)) return place + "'s " + name + " does not take (" + types + "); see its manual";
        return place + " has no " + name + "(" + types + ")"
                + (ofWarrant || isScript(owner) ? suggestion(Nearest.to(name, known)) : "");
    }

    private String noProperty(String owner, String name) {
        if (!owner.equals("Warrant")) return owner + " has no " + name;
        Optional<String> near = Nearest.to(name, METHODS).map(method -> method + "()");
        return "a verdict has no property " + name + suggestion(near);
    }

    private boolean isScript(String owner) {
        return script.file().endsWith(owner + ".groovy") || owner.equals("ResponderScript");
    }

    private static String suggestion(Optional<String> near) {
        return near.map(word -> "; did you mean `" + word + "`?").orElse("");
    }
}
