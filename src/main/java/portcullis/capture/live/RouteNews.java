package portcullis.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether links, addresses or routes of this network namespace have changed, as the kernel tells everybody who listens (rtnetlink(7)).
 * What has changed is not read from its messages: who asks reads all anew. Where the kernel cannot be listened to, something may
 * always have changed.
 */
final class RouteNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteNews.class);
    private static final int NETLINK = 16; // AF_NETLINK
    private static final int RAW = 3 | 0x80000; // SOCK_RAW, SOCK_CLOEXEC
    private static final int ROUTE = 0; // NETLINK_ROUTE
    private static final int ADDRESS_BYTES = 12; // sockaddr_nl
    private static final int GROUPS_AT = 8;
    /** RTMGRP_LINK, _IPV4_IFADDR, _IPV4_ROUTE, _IPV6_IFADDR, _IPV6_ROUTE. */
    private static final int GROUPS = 1 | 0x10 | 0x40 | 0x100 | 0x400;

    private static final int DO_NOT_WAIT = 0x40; // MSG_DONTWAIT
    private static final int TRY_AGAIN = 11; // EAGAIN
    private static final int INTERRUPTED = 4; // EINTR
    private static final int NO_SOCKET = -1;
    private static final int MOST_AT_ONCE = 10_000;

    /** The C library, as far as it is needed here. */
    private static final class Calls {
        static {
            Native.register(Calls.class, "c");
        }

        static native int socket(int domain, int type, int protocol) throws LastErrorException;

        static native int bind(int socket, Pointer address, int length) throws LastErrorException;

        static native NativeLong recv(int socket, Pointer into, NativeLong length, int flags) throws LastErrorException;

        static native int close(int file);
    }

    private final Memory message = new Memory(1);
    private int socket;

    private RouteNews(int socket) {
        this.socket = socket;
    }

    static RouteNews open() {
        try {
            int socket = Calls.socket(NETLINK, RAW, ROUTE);
            try (Memory address = new Memory(ADDRESS_BYTES)) {
                address.clear();
                address.setShort(0, (short) NETLINK);
                address.setInt(GROUPS_AT, GROUPS);
                Calls.bind(socket, address, ADDRESS_BYTES);
                return new RouteNews(socket);
            } catch (LastErrorException e) {
                Calls.close(socket);
                throw e;
            }
        } catch (LastErrorException | LinkageError e) {
            LOG.info(
                    "the kernel cannot be asked to tell of changed addresses, so they are read each second: {}",
                    e.getMessage());
            return new RouteNews(NO_SOCKET);
        }
    }

    /** Whether something may have changed since this was asked last. */
    boolean hasCome() {
        if (socket == NO_SOCKET) return true;
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            try {
                Calls.recv(
                        socket,
                        message,
                        new NativeLong(message.size()),
                        DO_NOT_WAIT); // the rest of a message is cut off
            } catch (LastErrorException e) {
                if (e.getErrorCode() == TRY_AGAIN) return i > 0;
                if (e.getErrorCode() != INTERRUPTED) return true; // ENOBUFS: some were lost
            }
        }
        return true;
    }

    @Override
    public void close() {
        if (socket != NO_SOCKET) Calls.close(socket);
        socket = NO_SOCKET;
    }
}
