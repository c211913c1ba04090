package portcullis.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import portcullis.fact.Fate;
import portcullis.fact.Kind;
import portcullis.fact.Ports;
import portcullis.fact.Story;
import portcullis.fact.Transport;
import portcullis.fact.Words;

/** Tells the story of one source: what it sent, by what became of it; who told of it; and what kept each other rule silent. */
final class StorySentences {
    private static final int MOST_RANGES = 12;

    private final Story story;
    private final LongFunction<String> times;
    private final PrintWriter out;

    private StorySentences(Story story, LongFunction<String> times, PrintWriter out) {
        this.story = story;
        this.times = times;
        this.out = out;
    }

    /** @param zero the time from which times are counted, in nanoseconds since 1970 */
    static void print(Story story, long zero, PrintWriter out) {
        StorySentences sentences = new StorySentences(story, nanos -> Sentences.time(nanos - zero), out);
        out.println();
        out.println("about " + story.source());
        sentences.print(sentences::told, sentences::silent);
    }

    /** The same in full: what each rule that told of it was about, and what it would have taken for each other. */
    static void explain(Story story, LongFunction<String> times, PrintWriter out) {
        StorySentences sentences = new StorySentences(story, times, out);
        sentences.print(sentences::toldInFull, sentences::silentPlainly);
    }

    private void print(Consumer<Story.Told> told, Consumer<Story.Silent> silent) {
        if (story.digests().isEmpty()) {
            out.println("  it sent the watched host nothing that is looked at");
            return;
        }
        for (Fate fate : Fate.values())
            if (story.digests().containsKey(fate)) digest(fate, story.digests().get(fate));
        story.told().forEach(told);
        story.silent().stream().filter(Story.Silent::isTouched).forEach(silent);
        together("off", Story.Silent::isOff, "switched off");
        together("silent", rule -> !rule.isTouched() && !rule.isOff(), "nothing came that they measure");
    }

    private void digest(Fate fate, Story.Digest digest) {
        String why = fate == Fate.IGNORED
                ? story.ignoredBecause().map(because -> ": " + because).orElse("")
                : "";
        out.printf(
                Locale.ROOT,
                "  %-8s %s %s%s, %s; %s%s%n",
                fate.isProbe() ? "probes" : "passed",
                Words.count(digest.packets(), "packet"),
                fate.words(),
                Plain.text(why),
                times(digest),
                kinds(digest.kinds()),
                ports(digest.ports()));
    }

    private String times(Story.Digest digest) {
        String first = times.apply(digest.first());
        return digest.packets() == 1 ? "at " + first : first + " to " + times.apply(digest.last());
    }

    private static String kinds(Map<Kind, Long> kinds) {
        return kinds.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey().word()))
                .collect(Collectors.joining(", "));
    }

    private static String ports(Map<Transport, Ports> ports) {
        return ports.entrySet().stream()
                .map(entry -> " to " + entry.getKey().word() + " " + shown(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String shown(Ports ports) {
        if (ports.ranges().size() <= MOST_RANGES) return ports.toString();
        return new Ports(ports.ranges().subList(0, MOST_RANGES)) + ",... (" + Words.count(ports.count(), "port") + ")";
    }

    private void told(Story.Told told) {
        String again = told.times() > 1 ? "; " + Words.count(told.times() - 1L, "time") + " more" : "";
        line(
                "alarm",
                told.first().rule(),
                "at " + times.apply(told.first().at()) + " "
                        + Plain.text(told.first().reason()) + Sentences.ports(told.first()) + again);
    }

    private void silent(Story.Silent silent) {
        line("silent", silent.rule(), silent.words() + " at " + times.apply(silent.at()));
    }

    private void toldInFull(Story.Told told) {
        told(told);
        if (!told.sentence().isEmpty()) line("", "", "because " + Plain.text(told.sentence()));
        for (Story.Matched matched : told.matched())
            line("", "", "where  " + matched.condition() + " was " + matched.value());
    }

    private void silentPlainly(Story.Silent silent) {
        String then = silent.wouldHaveFired() ? "; with " + silent.reached() + " it would have fired then" : "";
        line("silent", silent.rule(), silent.plainly() + " at " + times.apply(silent.at()) + then);
    }

    private void line(String word, String rule, String words) {
        out.println(String.format("  %-8s %-24s %s", word, rule, words).stripTrailing());
    }

    private void together(String word, Predicate<Story.Silent> which, String words) {
        List<String> rules =
                story.silent().stream().filter(which).map(Story.Silent::rule).toList();
        if (!rules.isEmpty()) out.println(String.format("  %-8s %s: %s", word, words, String.join(", ", rules)));
    }
}
