package portcullis.respond;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import portcullis.fact.Nearest;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/** Loads responders and gathers what is wrong with all of them. */
final class Loading {
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9][a-z0-9_-]*/)?[a-z0-9][a-z0-9_-]*");

    private final Policies policies;
    private final boolean settingsComplete;
    private final Trial trial;
    private final Compiler compiler;
    private final Optional<CompiledStore> store;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Responder> loaded = new LinkedHashMap<>();

    /** @param settingsComplete whether a setting that a responder lacks is a problem */
    Loading(Policies policies, ExecutorService threads, boolean settingsComplete) {
        this.policies = policies;
        this.settingsComplete = settingsComplete;
        this.trial = new Trial(threads, policies.limit());
        this.compiler = new Compiler(policies.limit().dividedBy(2)); // a plan has two attempts
        this.store = policies.cache().map(directory -> new CompiledStore(directory, policies.limit()));
    }

    Loading load(List<String> names) throws Refused {
        problems.addAll(policies.optionProblems());
        List<String> known = policies.names();
        for (String name : names)
            if (known.contains(name)) load(name);
            else problems.add(unknown(name, known));
        return this;
    }

    List<Problem> problems() {
        return problems;
    }

    Map<String, Responder> loaded() {
        return loaded;
    }

    private void load(String name) {
        try {
            if (loaded.containsKey(name)) return;
            if (!NAME.matcher(name).matches())
                throw refused(name, "has a name that is not words-joined-by-hyphens", "rename it");
            Responder responder = open(name);
            loaded.put(name, responder);
            problems.addAll(trial.problems(responder, settingsComplete));
        } catch (Refused refused) {
            problems.addAll(refused.problems());
        }
    }

    private Responder open(String name) throws Refused {
        ScriptText script = ScriptText.read(policies.file(name));
        String className = name.substring(name.indexOf('/') + 1).replace('-', '_'); // as Groovy would
        Optional<Compiled> kept = store.flatMap(one -> one.find(script, className));
        if (kept.isPresent()) return responder(name, kept.get());
        Compiled fresh = compiler.compile(script, className);
        store.ifPresent(one -> one.keep(script, fresh));
        return responder(name, fresh);
    }

    private Responder responder(String name, Compiled compiled) throws Refused {
        ScriptClasses classes = new ScriptClasses(compiled.classes());
        try {
            return new Responder(
                    name,
                    policies.file(name).toString(),
                    policies.options(),
                    classes,
                    classes.loadClass(compiled.main()).getDeclaredConstructor());
        } catch (ReflectiveOperationException | LinkageError broken) {
            throw refused(name, "was compiled into something else: " + broken, "say only what a script says");
        }
    }

    private Refused refused(String name, String found, String hint) {
        return new Refused(List.of(new Problem(policies.file(name).toString(), 0, 0, found, hint)));
    }

    private Problem unknown(String name, List<String> known) {
        String near = Nearest.to(name, known)
                .map(one -> "did you mean `" + one + "`? ")
                .orElse("");
        return new Problem(
                "",
                0,
                0,
                "no responder " + Wording.quoted(name) + " in " + policies.folder(),
                near + (known.isEmpty() ? "there is none" : "there are " + String.join(", ", known)));
    }
}
