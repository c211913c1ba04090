package portcullis.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portcullis.config.Form;
import portcullis.fact.Address;
import portcullis.fact.Story;
import portcullis.watch.Rehearsals;

/**
 * What a person is told of a scenario that failed: its timeline, with what came (+) and was not expected, and what was expected and did
 * not come (-); and which rule was nearest to an alarm that is missing.
 */
public final class Account {
    private static final int AROUND = 3;
    private static final int MOST_STORIES = 3;
    private static final String UNMARKED = "  ";
    private static final String PACKETS = "> ";

    private final Scenario scenario;
    private final Rehearsal.Result result;

    private Account(Scenario scenario, Rehearsal.Result result) {
        this.scenario = scenario;
        this.result = result;
    }

    public static List<String> of(Scenario scenario, Rehearsal.Result result, Rehearsals rehearsals) {
        if (result.difference().isEmpty()) return List.of();
        Account account = new Account(scenario, result);
        List<String> lines = new ArrayList<>(account.timeline());
        lines.addAll(account.nearest(rehearsals));
        return lines;
    }

    /** Packets and what came of them in the order of time; long stretches in which nothing is wrong are left out. */
    private List<String> timeline() {
        List<String> lines = new ArrayList<>();
        Deque<Step> steps = new ArrayDeque<>(scenario.steps());
        for (String line : Expectation.compared(scenario.expected(), result.happened())) {
            long time = nanos(line.substring(2));
            while (!steps.isEmpty() && steps.peek().nanos() <= time) lines.add(packets(steps.poll()));
            lines.add(line);
        }
        steps.forEach(step -> lines.add(packets(step)));
        return shortened(lines);
    }

    private String packets(Step step) {
        return PACKETS + scenario.line(step.line());
    }

    private static long nanos(String line) {
        String time = line.split(" ", 2)[0];
        if (time.matches("[0-9]{1,18}ns")) return Long.parseLong(time.replace("ns", ""));
        return Form.span(time).map(java.time.Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    private static List<String> shortened(List<String> lines) {
        List<String> shown = new ArrayList<>();
        int left = 0;
        for (int i = 0; i < lines.size(); i++) {
            List<String> around = lines.subList(Math.max(0, i - AROUND), Math.min(lines.size(), i + AROUND + 1));
            boolean isNear = around.stream().anyMatch(line -> line.startsWith("+ ") || line.startsWith("- "));
            if (isNear && left > 0) shown.add(UNMARKED + "... (" + left + " lines)");
            if (isNear) shown.add(lines.get(i));
            left = isNear ? 0 : left + 1;
        }
        if (left > 0) shown.add(UNMARKED + "... (" + left + " lines)");
        return shown;
    }

    private List<String> nearest(Rehearsals rehearsals) {
        Map<Address, String> missing = new LinkedHashMap<>(); // and the first rule that was to tell of it
        for (String line : result.difference()) {
            String[] words = line.split(" ");
            if (words.length < 5 || !words[0].equals("-") || !words[2].equals("alarm")) continue;
            Optional<Address> source = Address.parse(words[3]);
            if (source.isPresent() && missing.size() < MOST_STORIES) missing.putIfAbsent(source.get(), words[4]);
        }
        if (missing.isEmpty()) return List.of();
        List<String> sentences = new ArrayList<>();
        for (Story story : Rehearsal.stories(scenario, rehearsals, Set.copyOf(missing.keySet())))
            sentences.addAll(sentences(story, missing.get(story.source())));
        return sentences;
    }

    private static List<String> sentences(Story story, String wanted) {
        List<String> sentences = new ArrayList<>();
        Optional<Story.Silent> silent = story.silent().stream()
                .filter(rule -> rule.rule().equals(wanted))
                .findFirst();
        boolean isTold =
                story.told().stream().anyMatch(told -> told.first().rule().equals(wanted));
        if (silent.isPresent()) sentences.add(wanted + " about " + story.source() + ": " + words(silent.get()));
        else if (!isTold) sentences.add("no rule that alarms has the id " + wanted);
        story.nearest()
                .filter(rule -> !rule.rule().equals(wanted))
                .ifPresent(rule ->
                        sentences.add("nearest to " + story.source() + " came " + rule.rule() + ": " + words(rule)));
        return sentences;
    }

    private static String words(Story.Silent silent) {
        return silent.isTouched() || silent.isOff() ? silent.words() : "nothing came that it measures";
    }
}
