package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portcullis.config.Settings;
import portcullis.fact.Refused;
import portcullis.journal.Stretch;
import portcullis.mail.Letter;
import portcullis.mail.MailFailed;
import portcullis.watch.Mailing;

/** {@code portcullis digest}: what a watcher mails, made now. */
@Command(
        name = "digest",
        description = {
            "Shows the mail that tells what happened, by whom, what was done and what was not understood.",
            "It is made from the journal, needs no watcher, and takes nothing from the digests that a watcher mails."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis digest --since 1d"})
final class DigestVerb implements Callable<Integer> {
    @Option(names = "--print", description = "only show it; the default")
    private boolean print;

    @Option(
            names = "--send",
            description = "mail it by `mail` and `smtp` of the settings, too, and say what went wrong")
    private boolean send;

    @Mixin
    private Archived archived = new Archived();

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        if (print && send)
            throw new CommandLine.ParameterException(spec.commandLine(), "--print and --send exclude each other");
        Settings settings = rules.settings();
        return archived.reading(archive -> {
            long until = archive.latest().orElse(0L);
            long since = Math.max(archived.since(archive) - 1, -1);
            Letter letter = Mailing.letter(archive.period(Stretch.between(since, until)));
            spec.commandLine().getOut().println("Subject: " + letter.subject());
            spec.commandLine().getOut().println();
            spec.commandLine().getOut().print(letter.text());
            spec.commandLine().getOut().flush();
            return send ? send(letter, settings) : Exit.FINE;
        });
    }

    private int send(Letter letter, Settings settings) {
        try {
            Mailing.send(letter, settings);
            return Exit.FINE;
        } catch (MailFailed failed) {
            spec.commandLine().getErr().println(Plain.text(String.valueOf(failed.getMessage())));
            return Exit.UNAVAILABLE;
        }
    }
}
