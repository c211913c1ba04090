package portcullis.cli;

import java.io.PrintWriter;

/** The command line for tests of other rooms. */
public final class CommandLineOf {
    private CommandLineOf() {}

    /** @param out gets what goes to standard error as well @return the exit code */
    public static int portcullis(PrintWriter out, String... words) {
        return Portcullis.line(out, out).execute(words);
    }
}
