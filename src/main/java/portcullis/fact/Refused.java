package portcullis.fact;

import java.util.List;
import java.util.stream.Collectors;

/** What an administrator wrote cannot be used: all its problems together. Exit code 78. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient List<Problem> problems;

    public Refused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
