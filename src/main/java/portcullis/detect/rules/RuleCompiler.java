package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/**
 * Compiles rendered rules into a jar of classes, in two to seven seconds from cold. Drools' compiler tells only the first bad rule,
 * without its line; so after a failure the bad files are sought by halves, each of their rules is compiled alone, and what is wrong
 * with it is looked up in its text.
 */
final class RuleCompiler {
    private static final Object ONE_AT_A_TIME = new Object(); // the engine's services are the process's

    private final List<RuleText> declaring;
    private final Set<String> declared = new HashSet<>();
    private final Map<List<RuleText>, Attempt> tried = new HashMap<>();

    private RuleCompiler(List<RuleText> texts) {
        declaring = texts.stream().filter(text -> !declarations(text).isEmpty()).toList();
        declaring.forEach(text -> declared.addAll(declarations(text)));
    }

    static byte[] compile(List<RuleText> texts) throws Refused {
        synchronized (ONE_AT_A_TIME) {
            Attempt whole = attempt(texts);
            if (whole.isFine()) return whole.jar;
            List<Problem> problems = new RuleCompiler(texts).problems(texts);
            if (problems.isEmpty()) problems = List.of(new Problem("rules", 0, 0, SyntaxText.plain(whole.failure), ""));
            throw new Refused(problems);
        }
    }

    private List<Problem> problems(List<RuleText> texts) {
        List<Problem> problems = new ArrayList<>();
        for (RuleText text : failing(texts, true)) problems.addAll(problems(text));
        return problems;
    }

    /** Those of the files that do not compile. */
    private List<RuleText> failing(List<RuleText> texts, boolean isKnown) {
        if (texts.isEmpty()
                || !isKnown
                        && tried.computeIfAbsent(with(texts), RuleCompiler::attempt)
                                .isFine()) return List.of();
        if (texts.size() == 1) return texts;
        List<RuleText> first = failing(texts.subList(0, texts.size() / 2), false);
        List<RuleText> failing = new ArrayList<>(first);
        failing.addAll(failing(texts.subList(texts.size() / 2, texts.size()), first.isEmpty()));
        return failing;
    }

    private List<Problem> problems(RuleText text) {
        List<Problem> problems = new ArrayList<>();
        Optional<PackageDescr> parsed = DrlSyntax.parse(text, problems);
        if (parsed.isEmpty()) return problems;
        List<RuleDescr> rules = parsed.get().getRules();
        for (RuleDescr rule : rules) {
            Attempt alone = tried.computeIfAbsent(with(List.of(only(text, rule, rules))), RuleCompiler::attempt);
            if (alone.isFine()) continue;
            List<Problem> words = new RuleWords(text, declared).of(rule);
            problems.addAll(words.isEmpty() ? List.of(new CompilerText(text, rule).problem(alone.failure)) : words);
        }
        if (problems.isEmpty())
            problems.add(text.problem(0, SyntaxText.plain(attempt(with(List.of(text))).failure), ""));
        return problems;
    }

    /** The file with all other rules blanked, so that every position stays. */
    private static RuleText only(RuleText text, RuleDescr kept, List<RuleDescr> rules) {
        StringBuilder only = new StringBuilder(text.text());
        for (RuleDescr rule : rules) {
            if (rule == kept) continue;
            int end = Passage.consequence(text, rule.getStartCharacter()).end();
            end = Math.min(text.text().length(), text.text().indexOf("end", end) + 3);
            for (int i = rule.getStartCharacter(); i < end; i++) if (only.charAt(i) != '\n') only.setCharAt(i, ' ');
        }
        return text.rendered(only.toString());
    }

    /** The files together with those that declare what they may use. */
    private List<RuleText> with(List<RuleText> texts) {
        List<RuleText> all = new ArrayList<>(texts);
        Set<String> names = new HashSet<>();
        texts.forEach(text -> names.add(text.name()));
        declaring.stream().filter(text -> !names.contains(text.name())).forEach(all::add);
        return all;
    }

    private static List<String> declarations(RuleText text) {
        return DrlSyntax.parse(text, new ArrayList<>())
                .map(PackageDescr::getTypeDeclarations)
                .orElse(List.of())
                .stream()
                .map(TypeDeclarationDescr::getTypeName)
                .toList();
    }

    private record Attempt(byte[] jar, String failure) {
        boolean isFine() {
            return failure.isEmpty();
        }
    }

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
}
