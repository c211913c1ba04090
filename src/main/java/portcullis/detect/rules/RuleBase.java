package portcullis.detect.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.conf.EventProcessingOption;
import portcullis.fact.Mode;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** Rules ready to run: compiled, and read for what they measure. */
public final class RuleBase {
    /** What decides how a rule's text is understood. */
    private static final List<Class<?>> READERS = List.of(
            RuleReader.class,
            Passage.class,
            DrlCode.class,
            MeasureReader.class,
            Measure.class,
            Modes.class,
            Need.class,
            RuleCard.class,
            PortSteps.class,
            Mode.class,
            Tool.class,
            Transport.class);

    private static final String PRODUCT = "portcullis-rules-2";
    private static final String COMPILED = ".rules";
    private static final String NOTES = ".notes";

    private final KieBase base;
    private final RuleNotes notes;

    private RuleBase(KieBase base, RuleNotes notes) {
        this.base = base;
        this.notes = notes;
    }

    /**
     * Reads and compiles rules.
     *
     * @param texts as {@link #rendered} gives them
     * @param cache where compiled rules are kept, if anywhere
     * @throws Refused with every problem of every file
     */
    public static RuleBase of(List<RuleText> texts, Optional<Path> cache) throws Refused {
        Optional<RuleCache> kept = cache.map(RuleCache::new);
        String key = kept.isEmpty() ? "" : RuleCache.key(texts, engine());
        RuleNotes notes = notes(texts, kept, key);
        return new RuleBase(run(compiled(texts, kept, key), resting(notes)), notes);
    }

    /**
     * The rules of a folder as they are compiled, with settings written in.
     *
     * @param literals what {@code ${...}} stands for
     */
    public static List<RuleText> rendered(Path folder, Map<String, String> literals) throws Refused {
        return rendered(RuleText.readAll(folder), literals);
    }

    /** The same of rules that were read. */
    public static List<RuleText> rendered(List<RuleText> texts, Map<String, String> literals) throws Refused {
        return Rendering.render(texts, literals);
    }

    /**
     * What stands in each rule, by its id, without comments and layout: what is equal here does the same.
     *
     * @param texts these rules as they were written
     */
    public Map<String, String> bodies(List<RuleText> texts) {
        Map<String, String> bodies = new HashMap<>();
        for (RuleText text : texts)
            for (RuleCard card : cards())
                if (card.file().equals(text.name())) bodies.put(card.id(), text.ruleFrom(card.line()));
        return bodies;
    }

    /**
     * What stands in rules, without compiling them.
     *
     * @param texts as {@link #rendered} gives them
     */
    public static List<RuleCard> cards(List<RuleText> texts) throws Refused {
        return read(texts).cards();
    }

    private static RuleNotes read(List<RuleText> texts) throws Refused {
        RuleReader reader = new RuleReader();
        texts.forEach(reader::read);
        if (!reader.problems().isEmpty()) throw new Refused(withCompilers(reader.problems(), texts));
        return reader.notes();
    }

    private static RuleNotes notes(List<RuleText> texts, Optional<RuleCache> kept, String key) throws Refused {
        Optional<RuleNotes> found =
                kept.flatMap(cache -> cache.find(key, NOTES)).flatMap(RuleNotes::of);
        if (found.isPresent()) return found.get();
        RuleNotes notes = read(texts);
        kept.ifPresent(cache -> cache.keep(key, NOTES, notes.written()));
        return notes;
    }

    /** What the compiler says of the other files, so that all problems come together. */
    private static List<Problem> withCompilers(List<Problem> problems, List<RuleText> texts) {
        List<Problem> all = new ArrayList<>(problems);
        Set<String> bad = problems.stream().map(Problem::file).collect(Collectors.toSet());
        List<RuleText> others =
                texts.stream().filter(text -> !bad.contains(text.file())).toList();
        boolean stand = texts.stream()
                .noneMatch(text -> bad.contains(text.file()) && text.text().contains("declare ")); // on their own
        try {
            if (stand && !others.isEmpty()) RuleCompiler.compile(others);
        } catch (Refused refused) {
            all.addAll(refused.problems());
        }
        return all;
    }

    private static byte[] compiled(List<RuleText> texts, Optional<RuleCache> kept, String key) throws Refused {
        Optional<byte[]> found = kept.flatMap(cache -> cache.find(key, COMPILED));
        if (found.isPresent()) return found.get();
        byte[] jar = RuleCompiler.compile(texts);
        kept.ifPresent(cache -> cache.keep(key, COMPILED, jar));
        return jar;
    }

    /** What else makes a difference to what is kept: the engine, the platform, and the program that reads rules. */
    private static String engine() {
        return PRODUCT + " " + KieBase.class.getPackage().getImplementationVersion() + " "
                + System.getProperty("java.specification.version") + " " + RuleCache.sums(READERS);
    }

    /** The names that only rules have which settings make impossible; in packages of their own two may be called the same. */
    private static Set<String> resting(RuleNotes notes) {
        Map<Boolean, Set<String>> names = notes.cards().stream()
                .collect(Collectors.partitioningBy(
                        RuleCard::canFire, Collectors.mapping(RuleCard::name, Collectors.toSet())));
        Set<String> resting = new HashSet<>(names.get(false));
        resting.removeAll(names.get(true));
        return resting;
    }

    private static KieBase run(byte[] jar, Set<String> resting) throws Refused {
        try {
            JarClasses classes = JarClasses.of(jar);
            List<Model> models = new ArrayList<>();
            for (String name : classes.models()) {
                Model all =
                        (Model) classes.loadClass(name).getDeclaredConstructor().newInstance();
                models.add(new Awake(all, resting));
            }
            return KieBaseBuilder.createKieBaseFromModel(models, EventProcessingOption.STREAM);
        } catch (ReflectiveOperationException | IOException e) {
            throw new Refused(List.of(new Problem("rules", 0, 0, "compiled rules cannot be loaded: " + e, "")));
        }
    }

    /** What compiles and will hurt, or rests. @param texts the same as those that it was made of */
    public List<Problem> remarks(List<RuleText> texts, Set<Mode> on) {
        return new RuleRemarks(cards(), on).of(texts);
    }

    public KieBase base() {
        return base;
    }

    public List<RuleCard> cards() {
        return notes.cards();
    }

    /** What is counted about sources. */
    public Counted measures() {
        return counted(kind -> !kind.isOfTarget() && !kind.isOfNetwork());
    }

    /** What is counted about targets. */
    public Counted targetMeasures() {
        return counted(Measure.Kind::isOfTarget);
    }

    /** What is counted about networks of sources. */
    public Counted networkMeasures() {
        return counted(Measure.Kind::isOfNetwork);
    }

    private Counted counted(Predicate<Measure.Kind> kinds) {
        List<Measure> live = notes.cards().stream()
                .filter(RuleCard::canFire)
                .flatMap(card -> card.measures().stream())
                .toList();
        return new Counted(notes.measures().stream()
                .filter(measure -> kinds.test(measure.kind()))
                .collect(Collectors.partitioningBy(measure -> live.stream().anyMatch(measure::isSameAs))));
    }

    public boolean namesProbe() {
        return notes.namesProbe();
    }

    /** Where the rules may change their mind about a port. */
    public PortSteps portSteps() {
        return notes.portSteps();
    }

    /** A model without some rules: one that cannot fire would still be asked its first condition whenever a source is shown. */
    @SuppressWarnings("rawtypes") // as Drools has them
    private record Awake(Model all, Set<String> resting) implements Model {
        @Override
        public List<Rule> getRules() {
            return all.getRules().stream()
                    .filter(rule -> !resting.contains(rule.getName()))
                    .toList();
        }

        @Override
        public String getName() {
            return all.getName();
        }

        @Override
        public String getPackageName() {
            return all.getPackageName();
        }

        @Override
        public List<Global> getGlobals() {
            return all.getGlobals();
        }

        @Override
        public List<Query> getQueries() {
            return all.getQueries();
        }

        @Override
        public List<TypeMetaData> getTypeMetaDatas() {
            return all.getTypeMetaDatas();
        }

        @Override
        public List<EntryPoint> getEntryPoints() {
            return all.getEntryPoints();
        }
    }

    /** The classes in a jar that is in memory. */
    private static final class JarClasses extends ClassLoader {
        /** The package of rules; no class of the program is in it. */
        private static final String OURS = "portcullis.rules.";

        private final Map<String, byte[]> entries;

        private JarClasses(Map<String, byte[]> entries) {
            super(RuleBase.class.getClassLoader());
            this.entries = entries;
        }

        static JarClasses of(byte[] jar) throws IOException {
            Map<String, byte[]> entries = new java.util.HashMap<>();
            try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
            return new JarClasses(entries);
        }

        /** Names of the model classes, as Drools lists them; the line with a colon is its version. */
        List<String> models() throws IOException {
            return entries.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("drools-model"))
                    .flatMap(entry -> new String(entry.getValue(), StandardCharsets.UTF_8).lines())
                    .filter(line -> !line.isBlank() && line.indexOf(':') < 0)
                    .toList();
        }

        /** What can only be here is not looked for elsewhere first: in fifty libraries that takes a tenth of a start. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : findClass(name);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = entries.get(name.replace('.', '/') + ".class");
            if (bytes == null) throw new ClassNotFoundException(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
