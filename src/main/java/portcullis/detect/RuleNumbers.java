package portcullis.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.detect.rules.Modes;
import portcullis.detect.rules.RuleCard;

/** A small number for each rule id, so that a source keeps what was told of it in an array. */
final class RuleNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, RuleCard> cards = new HashMap<>();
    private final List<Integer> modes = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    RuleNumbers(List<RuleCard> rules) {
        for (RuleCard card : rules) {
            cards.put(card.id(), card);
            of(card.id());
        }
    }

    /** The number of a rule; an id that a rule made up while it ran gets one as well. */
    int of(String id) {
        Integer number = numbers.get(id);
        if (number != null) return number;
        numbers.put(id, modes.size());
        modes.add(modes(cards.get(id)));
        ids.add(id);
        return modes.size() - 1;
    }

    String id(int rule) {
        return ids.get(rule);
    }

    /** Whether a rule of this id is on probation. */
    boolean isShadow(String id) {
        RuleCard card = cards.get(id);
        return card != null && card.isShadow();
    }

    /** Whether a rule of this id is there. */
    boolean knows(String id) {
        return cards.containsKey(id);
    }

    /** Whose probes the rule's measures count, as bits. */
    int modes(int rule) {
        return modes.get(rule);
    }

    int modes(String id) {
        return modes(cards.get(id));
    }

    /** The rule's longest window in seconds; 0 is without end. */
    int seconds(String id) {
        RuleCard card = cards.get(id);
        return card == null ? 0 : card.seconds();
    }

    private static int modes(RuleCard card) {
        return card == null ? Modes.ALL : card.modes();
    }
}
