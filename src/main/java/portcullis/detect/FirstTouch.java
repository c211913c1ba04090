package portcullis.detect;

import java.util.List;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.detect.rules.Need;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Tool;

/**
 * Whether the rules could say anything about a source that has touched but once. Where each rule wants at least one measure to be more
 * than one touch can make it, its source need not be shown, and need not even be an object.
 */
final class FirstTouch {
    private static final byte MAY = 1;
    private static final byte MAY_NOT = 2;

    private final List<RuleCard> cards;
    private final byte[] answers = new byte[(Modes.EVERY + 1) * Tool.values().length];

    FirstTouch(List<RuleCard> cards) {
        this.cards = cards.stream()
                .filter(card -> card.seesSources() && card.canFire())
                .toList();
    }

    boolean mayMatter(int modes, Tool tool) {
        int at = modes * Tool.values().length + tool.ordinal();
        if (answers[at] == 0) answers[at] = cards.stream().anyMatch(card -> mayFire(card, modes, tool)) ? MAY : MAY_NOT;
        return answers[at] == MAY;
    }

    private static boolean mayFire(RuleCard card, int modes, Tool tool) {
        if (!card.isPlain()) return true;
        return card.needs().stream().allMatch(need -> mayBeMet(need, modes, tool));
    }

    private static boolean mayBeMet(Need need, int modes, Tool tool) {
        Measure measure = need.measure();
        boolean counts = (measure.modes() & modes) != 0 && (measure.tool() == Tool.NONE || measure.tool() == tool);
        if (!counts) return need.isMetBy(0);
        return switch (measure.kind()) {
            case PORTS_AMONG, SERVICE_PORTS -> need.isMetBy(0) || need.isMetBy(1); // ports are not asked here
            case WALK -> need.isMetBy(-1) || need.isMetBy(1);
            case HITS, PORTS, HOSTS, KINDS, SOURCE_PORTS, TOOLS, SCORE, CONTACTS -> need.isMetBy(1);
            case COMPANIONS, SOURCES, SHARED_PORTS, ADDRESSES, NETWORK_PORTS -> need.isMetBy(0);
        };
    }
}
