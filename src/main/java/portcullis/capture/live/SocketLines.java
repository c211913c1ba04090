package portcullis.capture.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

/**
 * Reads the lines of /proc/net/tcp and its three siblings, without an object a line: a busy host has 100,000 of them. A line that is
 * no socket (the heading, or what a future kernel adds) is counted and passed over.
 */
final class SocketLines {
    private static final int LONGEST_LINE = 4096;
    private static final int COLUMNS_BEFORE_SOCKET = 5; // queues, timer, retransmits, user, timeout
    private static final long MAPPED = 0xFFFFL << 32;

    /** Who looks at the lines. */
    interface Reader {
        void socket(SocketLines line);
    }

    long localHigh;
    long localLow;
    int localPort;
    long peerHigh;
    long peerLow;
    int peerPort;
    int state;

    private final boolean reversed; // each group of 32 bits stands as this machine reads it from memory
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private int address; // where the digits of the address read last begin
    private boolean isIpv4;
    private long odd;

    SocketLines(ByteOrder machine) {
        this.reversed = machine == ByteOrder.LITTLE_ENDIAN;
    }

    void read(InputStream in, Reader reader) throws IOException {
        int filled = 0;
        boolean tooLong = false;
        for (int got; (got = in.read(buffer, filled, buffer.length - filled)) > 0; ) {
            filled += got;
            int start = 0;
            for (int i = filled - got; i < filled; i++) {
                if (buffer[i] != '\n') continue;
                if (!tooLong) line(start, i, reader);
                tooLong = false;
                start = i + 1;
            }
            if (filled - start > LONGEST_LINE) { // nothing of ours; forget it, up to its end
                if (!tooLong) odd++;
                tooLong = true;
                start = filled;
            }
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
        }
        if (filled > 0 && !tooLong) line(0, filled, reader);
    }

    private void line(int from, int to, Reader reader) {
        at = from;
        end = to;
        if (isSocket()) reader.socket(this);
        else if (!isBlank(from)) odd++;
    }

    private boolean isBlank(int from) {
        for (int i = from; i < end; i++) if (buffer[i] != ' ') return false;
        return true;
    }

    private boolean isSocket() {
        skipColumn();
        if (!readAddress()) return false;
        localHigh = high();
        localLow = low();
        localPort = (int) hex(16);
        if (localPort < 0 || !readAddress()) return false;
        peerHigh = high();
        peerLow = low();
        peerPort = (int) hex(16);
        state = peerPort < 0 ? -1 : (int) hex(8);
        return state >= 0;
    }

    /** The kernel's number of the socket, 0 where no program has it (yet, or any more); to be asked of the line at hand only. */
    long socket() {
        for (int i = 0; i < COLUMNS_BEFORE_SOCKET; i++) skipColumn();
        skipBlanks();
        long number = 0;
        for (; at < end && buffer[at] >= '0' && buffer[at] <= '9'; at++) number = number * 10 + buffer[at] - '0';
        return number;
    }

    private void skipColumn() {
        skipBlanks();
        while (at < end && buffer[at] != ' ') at++;
    }

    private void skipBlanks() {
        while (at < end && buffer[at] == ' ') at++;
    }

    /** Eight digits or thirty-two, and a colon. */
    private boolean readAddress() {
        skipBlanks();
        address = at;
        while (at < end && digit(buffer[at]) >= 0) at++;
        int digits = at - address;
        if (at >= end || buffer[at] != ':') return false;
        at++;
        isIpv4 = digits == 8;
        return isIpv4 || digits == 32;
    }

    private long high() {
        return isIpv4 ? 0 : word(0) << 32 | word(8);
    }

    private long low() {
        return isIpv4 ? MAPPED | word(0) : word(16) << 32 | word(24);
    }

    private long word(int from) {
        int value = 0;
        for (int i = address + from; i < address + from + 8; i++) value = value << 4 | digit(buffer[i]);
        return (reversed ? Integer.reverseBytes(value) : value) & 0xFFFF_FFFFL;
    }

    /** The number in this column, or -1 where it is none or has more bits. */
    private long hex(int bits) {
        skipBlanks();
        long value = 0;
        int first = at;
        for (int digit; at < end && (digit = digit(buffer[at])) >= 0; at++) {
            value = value << 4 | digit;
            if (value >>> bits != 0) return -1;
        }
        return at == first ? -1 : value;
    }

    private static int digit(byte letter) {
        if (letter >= '0' && letter <= '9') return letter - '0';
        if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Lines that were no sockets, headings included. */
    long odd() {
        return odd;
    }
}
