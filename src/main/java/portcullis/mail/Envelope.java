package portcullis.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.regex.Pattern;
import portcullis.config.Key;
import portcullis.config.Settings;

/** From whom and to whom letters go. */
public record Envelope(String from, String to, String host) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** @param host the name of this host, which stands behind a sender without a place */
    public static Envelope of(Settings settings, String host) {
        String from = settings.text(Key.MAIL_FROM);
        return new Envelope(from.contains("@") ? from : from + "@" + host, settings.text(Key.MAIL_TO), host);
    }

    /** The letter as programs take it from their standard input. */
    public String written(Letter letter) throws MailFailed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            around(letter, Session.getInstance(new Properties())).writeTo(bytes);
        } catch (IOException | MessagingException e) {
            throw new MailFailed("the mail cannot be written: " + e.getMessage(), e);
        }
        return bytes.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n");
    }

    MimeMessage around(Letter letter, Session session) throws MailFailed {
        // The library takes some of them, and whoever writes one here would add lines to the head of each mail.
        if (CONTROL.matcher(from + to).find())
            throw new MailFailed("mail.to or mail.from is no address: a control character stands in it", null);
        try {
            MimeMessage message = new Identified(session, "<" + letter.id() + "@" + host + ">");
            message.setFrom(new InternetAddress(from, true));
            message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to, false)); // root is a recipient
            message.setSubject(letter.subject(), "UTF-8");
            message.setSentDate(Date.from(Instant.ofEpochSecond(0, letter.at())));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setText(letter.text(), "UTF-8");
            message.saveChanges();
            return message;
        } catch (AddressException e) {
            throw new MailFailed("mail.to or mail.from is no address: " + e.getMessage(), e);
        } catch (MessagingException e) {
            throw new MailFailed("the mail cannot be written: " + e.getMessage(), e);
        }
    }

    /** Keeps its own id: the library would make a new one for each try. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
