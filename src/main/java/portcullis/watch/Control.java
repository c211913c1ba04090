package portcullis.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door through which an administrator speaks to the running watcher: a Unix socket that only its owner can open, or a group. One request a
 * connection: a line of words with tabs between them; the answer is rows of cells with tabs between them, the first row of which says
 * how it went and names the columns. A client that says nothing, or does not listen, is hung up on after two seconds.
 */
final class Control implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    private static final int LONGEST = 4_096;
    private static final int MOST_AT_ONCE = 8;
    private static final int PATIENCE = 2_000; // milliseconds

    private final Path path;
    private final ServerSocketChannel server;
    private final Executor threads;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Function<List<String>, List<List<String>>> orders;

    private Control(
            Path path,
            ServerSocketChannel server,
            Executor threads,
            Function<List<String>, List<List<String>>> orders) {
        this.path = path;
        this.threads = threads;
        this.server = server;
        this.orders = orders;
    }

    /**
     * Opens it.
     *
     * @param group who may talk to us beside our owner
     * @param threads one for each of the few requests at a time
     * @throws IOException also where the folder is not ours alone: somebody could put his own socket in the place of ours
     */
    static Control open(
            Path path, Optional<String> group, Executor threads, Function<List<String>, List<List<String>>> orders)
            throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (isOpen(folder)) throw new IOException(folder + " can be written by others: chmod go-w " + folder);
        if (Files.exists(path) && isAnswered(path)) throw new IOException("another watcher answers at " + path);
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(group.isEmpty() ? "rw-------" : "rw-rw----"));
        if (group.isPresent()) give(path, group.get());
        return new Control(path, server, threads, orders);
    }

    /** In a sticky folder, such as /tmp, others cannot take away what is ours. */
    private static boolean isOpen(Path folder) throws IOException {
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        return (mode & 0022) != 0 && (mode & 01000) == 0;
    }

    private static void give(Path path, String group) throws IOException {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            view.setGroup(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
        } catch (UserPrincipalNotFoundException unknown) {
            throw new IOException("there is no group " + group, unknown);
        }
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
            try {
                SocketChannel client = server.accept();
                if (room.tryAcquire()) threads.execute(() -> serve(client));
                else client.close();
            } catch (IOException e) {
                if (server.isOpen()) LOG.debug("a request was broken off: {}", e.getMessage());
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                Selector selector = Selector.open()) {
            Optional<String> line = line(client, selector);
            if (line.isEmpty()) return;
            StringBuilder rows = new StringBuilder();
            for (List<String> row : orders.apply(List.of(line.get().split("\t")))) rows.append(row(row));
            write(client, selector, ByteBuffer.wrap(rows.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.debug("a request was broken off: {}", e.getMessage());
        } finally {
            room.release();
        }
    }

    /** One line, if it comes soon. */
    private static Optional<String> line(SocketChannel client, Selector selector) throws IOException {
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ);
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
        while (buffer.hasRemaining()) {
            if (selector.select(PATIENCE) == 0) return Optional.empty();
            selector.selectedKeys().clear();
            if (client.read(buffer) < 0) return Optional.empty();
            int end = buffer.position() - 1;
            if (end >= 0 && buffer.get(end) == '\n')
                return Optional.of(new String(buffer.array(), 0, end, StandardCharsets.UTF_8));
        }
        return Optional.empty();
    }

    private static void write(SocketChannel client, Selector selector, ByteBuffer rows) throws IOException {
        client.register(selector, SelectionKey.OP_WRITE);
        while (rows.hasRemaining()) {
            if (selector.select(PATIENCE) == 0) throw new IOException("the client does not read");
            selector.selectedKeys().clear();
            client.write(rows);
        }
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
