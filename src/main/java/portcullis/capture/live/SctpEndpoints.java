package portcullis.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import portcullis.capture.CaptureFailed;
import portcullis.fact.Address;

/**
 * Reads /proc/net/sctp/eps, which is there while the kernel's module for SCTP is loaded. Unlike its siblings it writes ports in tens
 * and addresses as people do, several a socket. A line that is none of a listening socket is passed over.
 */
final class SctpEndpoints {
    private static final int STATE = 3;
    private static final int PORT = 5;
    private static final int ADDRESSES = 8;
    private static final String LISTENING = "10";

    private SctpEndpoints() {}

    /** Who is told. */
    interface Reader {
        void listens(Address address, int port);
    }

    static void read(Path table, Reader reader) throws CaptureFailed {
        if (!table.toFile().exists())
            return; // as everywhere but where somebody speaks SCTP: not worth an exception a second
        try {
            for (String line : Files.readAllLines(table)) line(line.strip().split("\\s+"), reader);
        } catch (NoSuchFileException e) {
            return; // nobody here speaks SCTP
        } catch (IOException e) {
            throw CaptureFailed.unavailable(table + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void line(String[] words, Reader reader) {
        if (words.length <= ADDRESSES || !words[STATE].equals(LISTENING) || !words[PORT].matches("\\d{1,5}")) return;
        int port = Integer.parseInt(words[PORT]);
        List.of(words).subList(ADDRESSES, words.length).stream()
                .flatMap(address -> Address.parse(address).stream())
                .forEach(address -> reader.listens(address, port));
    }
}
