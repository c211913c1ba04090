package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;
import portcullis.fact.Problem;

/** Asks the engine's parser, and no more, in milliseconds. */
final class DrlSyntax {
    private DrlSyntax() {}

    /** The tree of a file, or its problems. */
    static Optional<PackageDescr> parse(RuleText text, List<Problem> problems) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed;
        try {
            parsed = parser.parse(false, text.text());
        } catch (DroolsParserException e) {
            problems.add(new Problem(text.file(), 1, 1, String.valueOf(e.getMessage()), "see docs/writing-rules.md"));
            return Optional.empty();
        }
        if (!parser.hasErrors()) return Optional.ofNullable(parsed);
        List<Problem> found = new ArrayList<>();
        for (DroolsError error : parser.getErrors()) syntax(text, error).ifPresent(found::add);
        problems.addAll(found.isEmpty() ? List.of(cutShort(text)) : found);
        return Optional.empty();
    }

    private static Optional<Problem> syntax(RuleText text, DroolsError error) {
        String message = error.getMessage();
        boolean follows = message.contains("null Package") || message.contains("unexpected exception");
        if (follows) return Optional.empty(); // from the error before it
        int line = error.getLines().length > 0 ? error.getLines()[0] : 0;
        Optional<Problem> open = openQuotation(text);
        if (open.isPresent()) return open; // everything after it is a riddle to the parser
        boolean atEnd = message.contains("'<eof>'") || line < 1 || message.contains("input ''");
        if (atEnd) return Optional.of(cutShort(text));
        int position = text.position(line, Math.max(1, SyntaxText.column(message)));
        return Optional.of(text.problem(position, SyntaxText.plain(message), SyntaxText.hint(message)));
    }

    private static Optional<Problem> openQuotation(RuleText text) {
        int start = 0;
        for (String line : DrlCode.of(text.text()).split("\n", -1)) {
            if (line.chars().filter(c -> c == '"').count() % 2 != 0)
                return Optional.of(text.problem(
                        start + line.lastIndexOf('"'), "a quotation begins and does not end", "close it with \""));
            start += line.length() + 1;
        }
        return Optional.empty();
    }

    private static Problem cutShort(RuleText text) {
        String code = text.text().stripTrailing();
        return text.problem(Math.max(0, code.length() - 1), "the file ends within a rule", "close it with `end`");
    }
}
