package portcullis.watch;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.journal.Period;
import portcullis.mail.Envelope;
import portcullis.mail.Letter;
import portcullis.mail.MailFailed;
import portcullis.mail.MailServer;
import portcullis.respond.host.Commands;
import portcullis.respond.host.HostFailed;

/** Writes a digest of this host, and hands it to whom settings name: a mail server or a program. */
public final class Mailing {
    private Mailing() {}

    /** What happened in that period on this host. */
    public static Letter letter(Period period) {
        return Letter.of(period, HostName.ofThisHost(), ZoneId.systemDefault());
    }

    /** Waits for whoever takes it. */
    public static void send(Letter letter, Settings settings) throws MailFailed {
        Envelope envelope = Envelope.of(settings, HostName.ofThisHost());
        Optional<MailServer> server = MailServer.of(settings);
        if (server.isPresent()) {
            server.get().send(letter, envelope);
            return;
        }
        String program = settings.text(Key.MAIL_PROGRAM);
        try {
            Commands.ofThisHost().run(List.of(program, "-i", "-t"), envelope.written(letter));
        } catch (HostFailed failed) {
            throw new MailFailed(program + " does not take the mail: " + failed.getMessage(), failed);
        }
    }
}
