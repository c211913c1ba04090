package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/**
 * Compiles rendered rules into a jar of classes, in two to seven seconds from cold. Drools' compiler tells only the first bad rule,
 * without its line; so after a failure each file is compiled alone, and the text that the compiler quotes is looked up in it.
 */
final class RuleCompiler {
    private RuleCompiler() {}

    static byte[] compile(List<RuleText> texts) throws Refused {
        Attempt whole = attempt(texts);
        if (whole.failure.isEmpty()) return whole.jar;
        List<Problem> problems = new ArrayList<>();
        for (RuleText text : texts) {
            Attempt alone = attempt(List.of(text));
            if (!alone.failure.isEmpty()) problems.add(located(text, alone.failure));
        }
        if (problems.isEmpty()) problems.add(new Problem("rules", 0, 0, SyntaxText.plain(whole.failure), ""));
        throw new Refused(problems);
    }

    private record Attempt(byte[] jar, String failure) {}

    private static Attempt attempt(List<RuleText> texts) {
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        for (RuleText text : texts)
            files.write("src/main/resources/portcullis/rules/" + text.name().replace('/', '-'), text.text());
        KieBuilder builder = services.newKieBuilder(files);
        try {
            builder.buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (!errors.isEmpty()) return new Attempt(new byte[0], errors.get(0).getText());
            byte[] jar = ((InternalKieModule) builder.getKieModule()).getBytes();
            services.getRepository().removeKieModule(builder.getKieModule().getReleaseId());
            return new Attempt(jar, "");
        } catch (RuntimeException
                | LinkageError e) { // Drools throws for some faults, such as a text where a number belongs
            return new Attempt(new byte[0], e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** How the engine and the compiler behind it say that a fact has no such part. */
    private static final List<Pattern> MISSING = List.of(
            Pattern.compile("Method (?<word>\\w+) on \\w+ portcullis\\.fact\\.(?<fact>\\w+)"),
            Pattern.compile("The method (?<word>\\w+)\\([^)]*\\) is undefined for the type (?<fact>\\w+)"));

    private static Problem located(RuleText text, String failure) {
        String plain = SyntaxText.plain(failure);
        for (Pattern pattern : MISSING) {
            Matcher missing = pattern.matcher(plain);
            if (missing.find()) return missing(text, missing.group("word"), missing.group("fact"));
        }
        int line = 0;
        for (String quoted : plain.split(": |'|\"|\\(Line ")) {
            int position = quoted.length() < 3 ? -1 : text.text().indexOf(quoted.strip());
            if (position >= 0 && quoted.strip().length() >= 3) line = text.lineOf(position);
        }
        String shown = plain.length() > 300 ? plain.substring(0, 300) + " ..." : plain;
        return new Problem(text.name(), line, 0, shown, "the words that rules may use are in docs/facts.md");
    }

    /** Said in words of rules rather than of Java, at the first place where it stands. */
    private static Problem missing(RuleText text, String word, String fact) {
        Matcher place = Pattern.compile("\\b" + Pattern.quote(word) + "\\s*\\(").matcher(text.text());
        boolean isThere = place.find();
        int line = isThere ? text.lineOf(place.start()) : 0;
        return new Problem(
                text.name(),
                line,
                0,
                fact + " has no " + word + "(...)",
                "the words that rules may use are in docs/facts.md");
    }
}
