package portcullis.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How much is measured, and with what.
 *
 * @param smoke whether only to see that everything runs: small inputs, one round, figures that mean nothing
 * @param rounds how often each contender runs; they take turns
 * @param packets in the shorter capture of a replay
 * @param against the command of a rival, in which the word FILE stands for the input; empty where there is none
 * @param javas homes of those that start is measured with; empty for the one that runs this
 * @param home where rules and policies stand
 * @param launcher the script that starts the program
 * @param cache where compiled rules and responders are kept, if anywhere
 * @param told hears what is being done, as a sentence
 */
public record Load(
        boolean smoke,
        int rounds,
        int packets,
        List<String> against,
        List<Path> javas,
        Path home,
        Path launcher,
        Optional<Path> cache,
        Consumer<String> told) {
    /** Fewer say nothing on a machine that others use as well. */
    public static final int LEAST_ROUNDS = 5;

    /** So many packets that what is done once for a run is little beside what is done for each. */
    public static final int USUAL_PACKETS = 5_000_000;

    public Load {
        against = List.copyOf(against);
        javas = List.copyOf(javas);
    }

    /** This many, or in a smoke run so few that it is over in a moment. */
    int size(int full, int small) {
        return smoke ? small : full;
    }

    /** The rival's command for this input. */
    List<String> rival(Path input) {
        return against.stream()
                .map(word -> word.equals("FILE") ? input.toString() : word)
                .toList();
    }
}
