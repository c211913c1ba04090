package portcullis.respond;

import groovy.lang.Closure;
import groovy.lang.Script;
import groovy.transform.NamedParam;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Effect;

/**
 * What every responder is made of: its declarations, the verbs that plan, and the administrator's options. The scripts
 * compile against this class and {@link Warrant}; {@code docs/writing-responders.md} is its manual. One instance serves one
 * plan, because the time limit that is compiled into a script counts from its construction. Verbs take any
 * {@link CharSequence}, so that {@link Text} decides how a {@code "${...}"} becomes text.
 */
public abstract class ResponderScript extends Script {
    /** Part of the key of compiled scripts: raise it with each change to the lint or the transforms. */
    static final int API = 3;

    private static final String WARRANT = "portcullis.respond.Warrant";

    private final Map<Part, Closure<?>> parts = new EnumMap<>(Part.class);
    private Plan plan = new Plan();
    private Map<String, List<String>> options = Map.of();
    private boolean declaring = true;
    private String title = "";
    private String needs = "";
    private Lasting lasting = Lasting.NOTHING;

    /** Says what the responder does, as a command: {@code title 'Drop every packet from the source'}. */
    public final void title(String text) {
        title = declared("title", title.isEmpty(), text);
    }

    /** Says what must be there for it to work: programs, capabilities, files. */
    public final void needs(String text) {
        needs = declared("needs", needs.isEmpty(), text);
    }

    /**
     * Says that what {@code block} does lasts, and what ends it: {@code ends 'by itself'}, with nothing of ours running, or
     * {@code ends 'on release'}. Without it nothing lasts, as of a mail.
     */
    public final void ends(String text) {
        checkDeclaration("ends", lasting == Lasting.NOTHING);
        lasting = Lasting.of(text)
                .orElseThrow(() -> Refusal.of(
                        "ends " + Wording.quoted(text) + " is unknown", "say ends 'by itself' or ends 'on release'"));
    }

    /** Plans the response to a verdict; done twice it leaves what done once leaves. */
    public final void block(@ClosureParams(value = SimpleType.class, options = WARRANT) Closure<?> plans) {
        declare(Part.BLOCK, plans);
    }

    /** Plans what undoes {@code block}. */
    public final void release(@ClosureParams(value = SimpleType.class, options = WARRANT) Closure<?> plans) {
        declare(Part.RELEASE, plans);
    }

    /** Plans commands that only look, and fail where what {@code block} needs is missing. */
    public final void check(Closure<?> plans) {
        declare(Part.CHECK, plans);
    }

    /** Plans what must be made once, from nothing, before {@code block} can work: a set, a rule. May be left out. */
    public final void prepare(Closure<?> plans) {
        declare(Part.PREPARE, plans);
    }

    /** Plans what takes away all that {@code prepare} made. May be left out. */
    public final void remove(Closure<?> plans) {
        declare(Part.REMOVE, plans);
    }

    /** Plans one statement of nft. */
    public final void nft(CharSequence statement) {
        add("nft", Wording.statement(Text.of(statement)));
    }

    /** Plans a program with its arguments; no shell reads them. */
    public final void command(Object... argv) {
        add("command", Wording.command(words(Arrays.asList(argv)), ""));
    }

    public final void command(List<?> argv) {
        add("command", Wording.command(words(argv), ""));
    }

    /** Plans a program that reads {@code input} from its standard input. */
    public final void command(List<?> argv, CharSequence input) {
        add("command", Wording.command(words(argv), Text.of(input)));
    }

    /** Plans a line at the end of a file, unless it stands there already. */
    public final void appendLine(CharSequence file, CharSequence line) {
        add("appendLine", new Effect.AppendLine(Wording.file(Text.of(file)), Wording.line(Text.of(line))));
    }

    /** Plans to take a line out of a file, wherever it stands. */
    public final void removeLine(CharSequence file, CharSequence line) {
        add("removeLine", new Effect.RemoveLine(Wording.file(Text.of(file)), Wording.line(Text.of(line))));
    }

    /** Plans text for the source, on the port of ours that it connected to. */
    public final void banner(CharSequence text) {
        add("banner", new Effect.Banner(Wording.text("a banner", Text.of(text))));
    }

    /**
     * Plans JSON for a web server: {@code post url: option('webhook-url'), json: [source: verdict.source()], sign: 'webhook'}.
     * {@code sign} names one of the settings' secrets; the script never sees what is in it.
     */
    public final void post(
            @NamedParam(value = "url", type = CharSequence.class, required = true)
                    @NamedParam(value = "json", type = Map.class, required = true)
                    @NamedParam(value = "sign", type = CharSequence.class)
                    Map<String, ?> parts) {
        Posting posting = new Posting(parts);
        String name = posting.secret();
        Effect.Secret secret = name.isEmpty() ? Effect.Secret.NONE : new Effect.Secret(name, option("secrets." + name));
        add("post", new Effect.Post(posting.url(), posting.body(), secret));
    }

    /** Plans a sentence for the journal. */
    public final void say(CharSequence text) {
        add("say", new Effect.Say(Wording.line(Text.of(text))));
    }

    /** States what this responder cannot do, and why; the outcome is a refusal, in the journal for everyone to see. */
    public final void cannot(CharSequence why) {
        add("cannot", new Effect.Cannot(Wording.line(Text.of(why))));
    }

    /** The administrator's setting of this name; refused where there is none. */
    public final String option(String name) {
        return options(name).get(0);
    }

    public final String option(String name, String otherwise) {
        return options.containsKey(name) ? option(name) : otherwise;
    }

    /** All words of a setting that is a list. */
    public final List<String> options(String name) {
        List<String> words = options.getOrDefault(name, List.of());
        if (words.isEmpty()) throw Refusal.lackOf(name);
        return words;
    }

    public final List<String> options(String name, List<String> otherwise) {
        return options.containsKey(name) ? options(name) : otherwise;
    }

    /** Runs the declarations; verbs wait until {@link #play}. */
    final void declareInto(Plan target, Map<String, List<String>> given) {
        plan = target;
        options = given;
        run();
        declaring = false;
    }

    final void play(Part part, Warrant warrant) {
        Closure<?> plans = parts.get(part);
        if (plans == null) return; // it has nothing to prepare
        if (part == Part.BLOCK || part == Part.RELEASE) plans.call(warrant);
        else plans.call();
    }

    /** What has not been declared. */
    final List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (title.isEmpty()) missing.add("title 'what it does'");
        if (needs.isEmpty()) missing.add("needs 'what must be there'");
        for (Part part : Part.values()) if (part.isRequired() && !parts.containsKey(part)) missing.add(part.example());
        if (parts.containsKey(Part.PREPARE) && !parts.containsKey(Part.REMOVE))
            missing.add("remove { command 'what', 'undoes', 'prepare' }");
        return missing;
    }

    final String title() {
        return title;
    }

    final String needs() {
        return needs;
    }

    final Lasting lasting() {
        return lasting;
    }

    private String declared(String name, boolean first, String text) {
        checkDeclaration(name, first);
        if (text.isBlank()) throw Refusal.of(name + " is empty", "say it in a few words");
        return Wording.line(text);
    }

    private void declare(Part part, Closure<?> plans) {
        checkDeclaration(part.word(), !parts.containsKey(part));
        parts.put(part, plans);
    }

    private void checkDeclaration(String name, boolean first) {
        if (!declaring) throw Refusal.of(name + " stands inside another declaration", "close that one first");
        if (!first) throw Refusal.of(name + " is declared twice", "keep one");
    }

    private void add(String verb, Effect effect) {
        if (declaring)
            throw Refusal.of(verb + " stands outside of block, release and check", "verbs plan, inside one of those");
        plan.add(effect);
    }

    private static List<String> words(List<?> argv) {
        List<String> words = new ArrayList<>(argv.size());
        for (Object word : argv) words.add(word(word, words.size() + 1));
        return words;
    }

    private static String word(Object word, int place) {
        if (word instanceof CharSequence text) return Text.of(text);
        if (word instanceof Number || word instanceof Address) return word.toString();
        throw Refusal.of(
                "word " + place + " of a command is not text: " + Wording.quoted(String.valueOf(word)),
                "give the words one by one or as one list");
    }
}
