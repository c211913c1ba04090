package portcullis.mail;

import ch.qos.logback.classic.Level;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.fact.Refused;

/** A real mail server on loopback, which keeps what it takes. */
public final class PostOffice implements AutoCloseable {
    public static final String USER = "portcullis";
    public static final String PASSWORD = "not telling";

    private final SMTPServer server;
    private final List<String> mails = new CopyOnWriteArrayList<>();

    private PostOffice(int port, UnaryOperator<SMTPServer.Builder> kind) {
        // Callers who hang up, as they do here on purpose, are told of with their whole stack.
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("org.subethamail")).setLevel(Level.OFF);
        SMTPServer.Builder builder = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .insertReceivedHeaders(false)
                .messageHandler((context, from, to, mail) ->
                        mails.add("to " + to + "\n" + new String(mail, StandardCharsets.UTF_8)));
        server = kind.apply(builder).build();
        server.start();
    }

    /** One that takes whatever comes, in the open. */
    public static PostOffice open(int port) {
        return new PostOffice(port, builder -> builder);
    }

    /** One that begins in the open and takes nothing before it is encrypted. */
    static PostOffice startTls(Certificates certificates) throws Exception {
        javax.net.ssl.SSLContext context = certificates.context();
        return new PostOffice(
                0, builder -> builder.startTlsSocketFactory(context).enableTLS().requireTLS());
    }

    /** The same, and nothing without a login. */
    PostOffice withLogin(Certificates certificates) throws Exception {
        close();
        javax.net.ssl.SSLContext context = certificates.context();
        return new PostOffice(
                0,
                builder -> builder.startTlsSocketFactory(context)
                        .enableTLS()
                        .requireTLS()
                        .requireAuth()
                        .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, from) -> {
                            if (!user.equals(USER) || !password.equals(PASSWORD)) throw new LoginFailedException();
                        })));
    }

    /** One that is encrypted from the first byte. */
    static PostOffice tls(Certificates certificates) throws Exception {
        javax.net.ssl.SSLContext context = certificates.context();
        return new PostOffice(0, builder -> builder.serverSocketFactory(context));
    }

    public int port() {
        return server.getPortAllocated();
    }

    public List<String> mails() {
        return mails;
    }

    /** Settings by which it is spoken to, and these words over them. */
    public Settings settings(String... words) throws Refused {
        SettingsReader reader = new SettingsReader()
                .assignment("smtp.host=localhost")
                .assignment("smtp.port=" + port())
                .assignment("mail.to=\"admin@example.org, root\"")
                .assignment("mail.from=portcullis");
        for (String word : words) reader.assignment(word);
        return reader.settings();
    }

    @Override
    public void close() {
        server.stop();
    }
}
