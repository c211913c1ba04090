package portcullis.scenario.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every capture's score, and the sums over classes, over what is counted apart, and over tags. */
public final class Score {
    private final List<Scored> captures = new ArrayList<>();

    public void add(Scored scored) {
        captures.add(scored);
    }

    public List<Scored> captures() {
        return List.copyOf(captures);
    }

    /** Classes without what is counted apart; that by its own names; then tags, over all captures that carry them. */
    public List<Total> totals() {
        List<Total> totals = new ArrayList<>();
        totals.addAll(by(
                "class",
                scored -> scored.label().apart().isPresent()
                        ? List.of()
                        : List.of(scored.label().labelClass())));
        totals.addAll(by("apart", scored -> scored.label().apart().stream().toList()));
        totals.addAll(by("tag", scored -> scored.label().tags()));
        return totals;
    }

    private List<Total> by(String of, Function<Scored, List<String>> names) {
        List<String> all = captures.stream()
                .flatMap(scored -> names.apply(scored).stream())
                .distinct()
                .sorted()
                .toList();
        return all.stream()
                .map(name -> Total.of(
                        of,
                        name,
                        captures.stream()
                                .filter(scored -> names.apply(scored).contains(name))
                                .toList()))
                .toList();
    }
}
