package portcullis.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import portcullis.config.Key;
import portcullis.config.Security;
import portcullis.config.Settings;
import portcullis.fact.Words;

/**
 * A mail server, spoken to by SMTP (RFC 5321). Encrypted unless somebody says otherwise, its certificate and the name in it checked; no
 * password goes over a line that is not encrypted.
 */
public final class MailServer {
    private static final String CONNECT_MILLIS = "10000";
    private static final String ANSWER_MILLIS = "30000";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String host;
    private final int port;
    private final Security security;
    private final Optional<Path> login;
    private final Optional<Path> trust;

    private MailServer(String host, int port, Security security, Optional<Path> login, Optional<Path> trust) {
        this.host = host;
        this.port = port;
        this.security = security;
        this.login = login;
        this.trust = trust;
    }

    /** The one that settings name; empty where they name none. */
    public static Optional<MailServer> of(Settings settings) {
        String host = settings.text(Key.SMTP_HOST);
        if (host.isEmpty()) return Optional.empty();
        return Optional.of(new MailServer(
                host,
                settings.count(Key.SMTP_PORT),
                settings.security(),
                file(settings, Key.SMTP_LOGIN),
                file(settings, Key.SMTP_TRUST)));
    }

    private static Optional<Path> file(Settings settings, Key key) {
        return Optional.of(settings.text(key)).filter(text -> !text.isEmpty()).map(Path::of);
    }

    /** @throws MailFailed where the server did not take the letter for everybody to whom it goes, within minutes */
    public void send(Letter letter, Envelope envelope) throws MailFailed {
        send(letter, envelope, LIMIT);
    }

    void send(Letter letter, Envelope envelope, Duration limit) throws MailFailed {
        if (login.isPresent() && security == Security.NONE)
            throw new MailFailed(
                    "smtp.login needs smtp.security: starttls or tls; a password is not sent openly", null);
        Optional<Login> known = login.isPresent() ? Optional.of(Login.read(login.get())) : Optional.empty();
        Line line = new Line(encrypted());
        Session session = Session.getInstance(properties(envelope.host(), known.isPresent(), line));
        MimeMessage message = envelope.around(letter, session);
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).whenCompleteAsync((none, late) -> {
            if (late != null) line.hangUp();
        });
        try (Transport transport = session.getTransport("smtp")) {
            if (known.isPresent())
                transport.connect(host, port, known.get().user(), known.get().password());
            else transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        } catch (AuthenticationFailedException e) {
            throw failed("refuses the login: " + e.getMessage(), e);
        } catch (MessagingException e) {
            if (line.isHungUp()) throw failed("has not taken the mail within " + Words.span(limit), e);
            throw failed(sentence(e), e);
        } finally {
            done.complete(null);
        }
    }

    private MailFailed failed(String why, Exception cause) {
        return new MailFailed(host + ":" + port + " " + why.strip().replaceAll("\\s+", " "), cause);
    }

    /** The library says the outer thing; the reason is below it. */
    private static String sentence(MessagingException failed) {
        StringBuilder text = new StringBuilder("does not take the mail: " + failed.getMessage());
        Exception next = failed.getNextException();
        for (Throwable below = next; below != null; below = below.getCause())
            if (below.getMessage() != null && text.indexOf(below.getMessage()) < 0)
                text.append(": ").append(below.getMessage());
        return text.toString();
    }

    private Properties properties(String ourName, boolean logsIn, Line line) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.localhost", ourName);
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
        properties.setProperty("mail.smtp.auth", Boolean.toString(logsIn));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == Security.TLS));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(security == Security.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(security == Security.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.socketFactory", line.open());
        properties.put("mail.smtp.ssl.socketFactory", line);
        properties.setProperty(
                "mail.smtp.socketFactory.fallback", "false"); // which would trust whom smtp.trust does not name
        return properties;
    }

    private SSLSocketFactory encrypted() throws MailFailed {
        return trust.isPresent() ? trusting(trust.get()) : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static SSLSocketFactory trusting(Path file) throws MailFailed {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in))
                store.setCertificateEntry("trusted" + number++, one);
            if (number == 0) throw new MailFailed("smtp.trust: there is no certificate in " + file, null);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new MailFailed("smtp.trust: " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
