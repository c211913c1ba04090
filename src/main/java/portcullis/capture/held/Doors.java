package portcullis.capture.held;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;

/** Opens the sockets that hold ports: each for all addresses, of both families where the kernel has both, else of IPv4. */
final class Doors {
    private static final int BACKLOG = 64;
    /** What a caller sends is thrown away, so a thousand of them need not fill the kernel's memory first. */
    private static final int RECEIVED_BYTES = 8 << 10;

    private final Selector selector;

    Doors(Selector selector) {
        this.selector = selector;
    }

    SelectableChannel tcp(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(
                    StandardSocketOptions.SO_REUSEADDR, true); // conversations of before may linger on the port
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVED_BYTES);
            channel.bind(new InetSocketAddress(port), BACKLOG);
            return watched(channel, SelectionKey.OP_ACCEPT);
        } catch (IOException refused) {
            throw closed(channel, refused);
        }
    }

    SelectableChannel udp(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(new InetSocketAddress(port));
            return watched(channel, SelectionKey.OP_READ);
        } catch (IOException refused) {
            throw closed(channel, refused);
        }
    }

    private SelectableChannel watched(SelectableChannel channel, int operation) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, operation);
        return channel;
    }

    private static IOException closed(NetworkChannel channel, IOException refused) throws IOException {
        channel.close();
        return refused;
    }
}
