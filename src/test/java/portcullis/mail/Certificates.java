package portcullis.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that nobody has signed but itself, made by the JDK's own tool. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path store;
    private final Path pem;

    private Certificates(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    /** @param name as in {@code dns:localhost} */
    public static Certificates of(String name, Path folder) throws IOException, InterruptedException {
        String file = name.replaceAll("\\W", "-");
        Path store = folder.resolve(file + ".p12");
        Path pem = folder.resolve(file + ".pem");
        keytool("-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name, store);
        keytool("-exportcert", "-alias", "it", "-rfc", "-file", pem.toString(), store);
        return new Certificates(store, pem);
    }

    private static void keytool(Object... words) throws IOException, InterruptedException {
        java.util.List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (int i = 0; i < words.length - 1; i++) command.add(words[i].toString());
        command.addAll(java.util.List.of("-storepass", PASSWORD, "-keystore", words[words.length - 1].toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** What whoever trusts it needs. */
    public Path pem() {
        return pem;
    }

    public SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
