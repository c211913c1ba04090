package portcullis.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/** What may stand as the value of an option, where that is a choice. */
final class Candidates {
    private Candidates() {}

    static List<String> of(ArgSpec argument) {
        List<String> words = new ArrayList<>();
        if (argument.completionCandidates() != null)
            argument.completionCandidates().forEach(words::add);
        else if (argument.type().isEnum())
            Arrays.stream(argument.type().getEnumConstants())
                    .map(Object::toString)
                    .forEach(words::add);
        return words;
    }
}
