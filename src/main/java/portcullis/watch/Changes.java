package portcullis.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import portcullis.detect.rules.RuleCard;
import portcullis.detect.rules.RuleText;

/** What another rulebook changes, for the log and the answer to {@code reload}: settings, rules and responders, a sentence each. */
final class Changes {
    private final List<List<String>> rows = new ArrayList<>();

    private Changes() {}

    /** @return pairs of what has changed and how */
    static List<List<String>> between(Rulebook before, Rulebook after) {
        Changes changes = new Changes();
        after.settings()
                .differences(before.settings())
                .forEach((key, values) -> changes.add("settings", key + " " + values));
        changes.rules(before, after);
        changes.each("responders", before.scripts(), after.scripts());
        return changes.rows;
    }

    private void add(String what, String how) {
        rows.add(List.of(what, how));
    }

    /** By their ids; what stands around rules, such as a declaration, by its file. */
    private void rules(Rulebook before, Rulebook after) {
        each("rules", before.bodies(), after.bodies());
        for (RuleText text : after.texts()) {
            boolean isKnown = before.texts().stream().anyMatch(old -> old.name().equals(text.name()));
            boolean isNamed = after.rules().cards().stream()
                    .filter(card -> card.file().equals(text.name()))
                    .map(RuleCard::id)
                    .anyMatch(
                            id -> !after.bodies().get(id).equals(before.bodies().get(id)));
            if (isKnown && !isNamed && !before.texts().contains(text))
                add("rules", text.name() + " changed, none of its rules");
        }
    }

    private void each(String what, Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (!before.containsKey(name)) add(what, name + " added");
            else if (!after.containsKey(name)) add(what, name + " removed");
            else if (!before.get(name).equals(after.get(name))) add(what, name + " changed");
        }
    }
}
