package portcullis.cli;

import java.nio.file.Path;
import java.util.List;
import portcullis.heir.estate.Inheritance;

/** How {@code import} tells, for people and for programs. */
interface ImportReport {
    /** What became of each line. */
    void tell(Inheritance inheritance);

    /** The files that nobody asked to have written. */
    void show(Inheritance inheritance);

    /** @param next commands that go on from here */
    void written(List<Path> files, List<String> next);
}
