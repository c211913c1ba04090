package portcullis.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door through which an administrator speaks to the running watcher: a Unix socket that only its owner can open. One request a
 * connection: a line of words with tabs between them; the answer is rows of cells with tabs between them, the first row of which says
 * how it went. Requests are answered one after the other.
 */
final class Control implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    private static final int LONGEST = 4_096;

    private final Path path;
    private final ServerSocketChannel server;
    private final Function<List<String>, List<List<String>>> orders;

    private Control(Path path, ServerSocketChannel server, Function<List<String>, List<List<String>>> orders) {
        this.path = path;
        this.server = server;
        this.orders = orders;
    }

    static Control open(Path path, Function<List<String>, List<List<String>>> orders) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        if (Files.exists(path) && isAnswered(path)) throw new IOException("another watcher answers at " + path);
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        return new Control(path, server, orders);
    }

    private static boolean isAnswered(Path path) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false; // left behind by a watcher that was killed
        }
    }

    /** Answers until closed; to be run by a thread of its own. */
    void answer() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                answer(client);
            } catch (IOException e) {
                if (server.isOpen()) LOG.debug("a request was broken off: {}", e.getMessage());
            }
        }
    }

    private void answer(SocketChannel client) throws IOException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8), LONGEST);
        String line = in.readLine();
        if (line == null || line.length() > LONGEST) return;
        Writer out = new OutputStreamWriter(Channels.newOutputStream(client), StandardCharsets.UTF_8);
        for (List<String> row : orders.apply(List.of(line.split("\t")))) out.write(row(row));
        out.flush();
    }

    private static String row(List<String> cells) {
        StringBuilder text = new StringBuilder();
        for (String cell : cells) {
            if (text.length() > 0) text.append('\t');
            text.append(cell.replaceAll("[\\p{Cntrl}]", " "));
        }
        return text.append('\n').toString();
    }

    /** Asks a watcher. @return the rows of its answer */
    static List<List<String>> ask(Path path, List<String> words) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            Writer out = new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
            out.write(row(words));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            return in.lines().map(line -> List.of(line.split("\t", -1))).toList();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("the control socket does not close: {}", e.getMessage());
        }
    }
}
