package portcullis.scenario.life;

import java.util.ArrayList;
import java.util.List;

/**
 * Delta debugging (Zeller, Hildebrandt: Simplifying and Isolating Failure-Inducing Input, 2002): drops parts of a list as long as what is
 * left still shows the same. In the end no single item can be dropped, unless the number of trials runs out first.
 */
final class Shortening {
    /** Whether what is left still shows the same. */
    interface Trial<T> {
        boolean shows(List<T> left);
    }

    private int trials;

    /** @param trials how many may be made */
    Shortening(int trials) {
        this.trials = trials;
    }

    boolean isExhausted() {
        return trials <= 0;
    }

    /** @param whole what shows it */
    <T> List<T> shortest(List<T> whole, Trial<T> trial) {
        List<T> left = shortestBeginning(whole, trial);
        int parts = 2;
        while (left.size() >= 2 && !isExhausted()) {
            List<T> shorter = withoutOnePart(left, parts, trial);
            boolean shortened = shorter.size() < left.size();
            if (!shortened && parts >= left.size()) return left;
            parts = shortened ? Math.max(2, parts - 1) : Math.min(left.size(), parts * 2);
            left = shorter;
        }
        return left;
    }

    /** What comes after the end of the story is most of it, as a rule. By halves, as more shows no less. */
    private <T> List<T> shortestBeginning(List<T> whole, Trial<T> trial) {
        int least = 0;
        int enough = whole.size();
        while (enough - least > 1 && !isExhausted()) {
            int middle = (least + enough) / 2;
            if (isShownBy(whole.subList(0, middle), trial)) enough = middle;
            else least = middle;
        }
        return new ArrayList<>(whole.subList(0, enough));
    }

    private <T> List<T> withoutOnePart(List<T> left, int parts, Trial<T> trial) {
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) left.size() * part / parts);
            int to = (int) ((long) left.size() * (part + 1) / parts);
            List<T> rest = new ArrayList<>(left.subList(0, from));
            rest.addAll(left.subList(to, left.size()));
            if (from < to && !rest.isEmpty() && isShownBy(rest, trial)) return rest;
        }
        return left;
    }

    private <T> boolean isShownBy(List<T> rest, Trial<T> trial) {
        return trials-- > 0 && trial.shows(rest);
    }
}
