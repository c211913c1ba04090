package portcullis.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Remembers why something could not be written; a PrintWriter only knows that. */
final class Output extends FilterOutputStream {
    private Optional<IOException> failure = Optional.empty();

    Output(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** The exit code of a command that ended with {@code code}; says what was lost, but not to who has seen enough. */
    int exit(int code, java.io.PrintWriter err) {
        if (failure.isEmpty()) return code;
        String why = String.valueOf(failure.get().getMessage());
        if (why.contains("Broken pipe")) return Exit.UNHEARD;
        err.println("the output cannot be written: " + why);
        return code == Exit.FINE ? Exit.UNAVAILABLE : code;
    }
}
