package portcullis.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes the connection to a server, and hangs up from another thread: the library itself waits for the server before it closes anything, and a
 * server that says a word each half minute would hold it for ever.
 */
final class Line extends SSLSocketFactory {
    private final SSLSocketFactory encrypted;
    /** Added to by who sends, closed by who hangs up. */
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private volatile boolean hungUp;

    Line(SSLSocketFactory encrypted) {
        this.encrypted = encrypted;
    }

    /** The same for a line that begins in the open: the library encrypts at once whatever comes from a factory of the other kind. */
    SocketFactory open() {
        return new Open();
    }

    private final class Open extends SocketFactory {
        @Override
        public Socket createSocket() {
            return kept(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return Line.this.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host.getHostAddress(), port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(host, port);
        }
    }

    private Socket kept(Socket socket) {
        sockets.add(socket);
        if (hungUp) close(socket); // between the two
        return socket;
    }

    void hangUp() {
        hungUp = true;
        sockets.forEach(Line::close);
    }

    boolean isHungUp() {
        return hungUp;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            return; // it is closed all the same
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        return kept(encrypted.createSocket());
    }

    /** Begins to encrypt a line that is open. */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean closesBoth) throws IOException {
        return encrypted.createSocket(socket, host, port, closesBoth);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("a line is made first and connected then");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return encrypted.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return encrypted.getSupportedCipherSuites();
    }
}
