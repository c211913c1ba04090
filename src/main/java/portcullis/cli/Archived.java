package portcullis.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import portcullis.config.Form;
import portcullis.journal.Archive;
import portcullis.journal.JournalFailed;

/** The options that say which journal is read, and how much of it. */
final class Archived {
    private static final String USUAL = "/var/lib/portcullis/journal.db";

    @Option(
            names = "--journal",
            paramLabel = "FILE|SPAN",
            description =
                    "the journal of a watcher, which may be running; a span such as 30d is so much of the usual one (default: ${DEFAULT-VALUE})")
    private String journal = USUAL;

    @Option(
            names = "--since",
            paramLabel = "SPAN",
            description = "how far back, as in 1d, from the last that the journal holds; without it, all of it")
    private String since;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec verb;

    Path file() {
        return Path.of(isSpan() ? USUAL : journal);
    }

    private boolean isSpan() {
        return Form.span(journal).isPresent();
    }

    /** What a verb does with an open journal. */
    interface Reading {
        int read(Archive archive) throws JournalFailed, portcullis.fact.Refused;
    }

    /** Opens it, and says why where it cannot be. @return the exit code */
    int reading(Reading reading) throws portcullis.fact.Refused {
        Path file = file();
        if (Files.exists(file) && !Files.isReadable(file)) {
            verb.commandLine().getErr().println("not permitted: this user may not read the journal " + file);
            return Exit.NOT_PERMITTED;
        }
        try (Archive archive = Archive.open(file)) {
            return reading.read(archive);
        } catch (JournalFailed failed) {
            verb.commandLine().getErr().println(Plain.text(String.valueOf(failed.getMessage())));
            return Exit.UNAVAILABLE;
        }
    }

    /** Nanoseconds since 1970 from which on the journal is to be read. */
    long since(Archive archive) throws JournalFailed {
        String text = since == null && isSpan() ? journal : since;
        Optional<Long> latest = archive.latest();
        if (text == null || latest.isEmpty()) return 0;
        Duration span = Form.span(text)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        verb.commandLine(), "\"" + text + "\" is no span such as 90s, 12h or 30d"));
        return Math.max(0, latest.get() - span.toNanos());
    }
}
