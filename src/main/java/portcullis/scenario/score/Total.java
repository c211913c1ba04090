package portcullis.scenario.score;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The sum over some captures.
 *
 * @param of what they have in common: {@code class}, {@code apart} or {@code tag}
 * @param captures lines of the labels
 * @param expected addresses that had to be reported, over all captures
 * @param foundBlocked those of the found that were blocked
 * @param blamed innocents that were reported, over all captures
 * @param blamedBlocked those of them that were blocked
 * @param capturesWithBlamed in how many captures there was one
 * @param ports for each that was found: how many ports it had touched by then, ascending
 */
public record Total(
        String of,
        String name,
        int captures,
        int expected,
        int found,
        int foundBlocked,
        int blamed,
        int blamedBlocked,
        int capturesWithBlamed,
        List<Integer> ports) {
    public Total {
        ports = List.copyOf(ports);
    }

    static Total of(String of, String name, List<Scored> all) {
        return new Total(
                of,
                name,
                all.size(),
                sum(all, scored -> scored.label().expected().size()),
                sum(all, scored -> scored.found().size()),
                sum(all, scored -> (int)
                        scored.found().stream().filter(Scored.Found::isBlocked).count()),
                sum(all, scored -> scored.blamed().size()),
                sum(all, scored -> (int) scored.blamed().stream()
                        .filter(Scored.Blamed::isBlocked)
                        .count()),
                sum(all, scored -> scored.blamed().isEmpty() ? 0 : 1),
                all.stream()
                        .flatMap(scored -> scored.found().stream())
                        .map(Scored.Found::ports)
                        .sorted()
                        .toList());
    }

    private static int sum(List<Scored> all, java.util.function.ToIntFunction<Scored> count) {
        return all.stream().mapToInt(count).sum();
    }

    public int missed() {
        return expected - found;
    }

    /** The port at which half of those found were found. */
    public OptionalInt medianPorts() {
        return ports.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ports.get((ports.size() - 1) / 2));
    }

    public OptionalInt mostPorts() {
        return ports.stream().flatMapToInt(IntStream::of).max();
    }
}
