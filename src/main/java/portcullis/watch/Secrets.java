package portcullis.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.fact.Problem;
import portcullis.respond.SecretFile;

/** The files of secrets that settings name. */
final class Secrets {
    private final Settings settings;

    Secrets(Settings settings) {
        this.settings = settings;
    }

    /** Every file with which nothing could be signed. */
    List<Problem> problems() {
        return problems(file -> true);
    }

    /** The same of files that are on this host: settings are checked elsewhere too, and secrets do not travel with them. */
    List<Problem> problemsHere() {
        return problems(Files::isReadable);
    }

    private List<Problem> problems(Predicate<Path> asked) {
        List<Problem> problems = new ArrayList<>();
        settings.secrets().forEach((name, text) -> {
            Path file = Path.of(text);
            if (asked.test(file))
                new SecretFile(file)
                        .flaw()
                        .ifPresent(flaw -> problems.add(settings.problem(
                                Key.SECRETS, name, "secret " + name + ": " + flaw.getMessage(), flaw.hint())));
        });
        return problems;
    }
}
