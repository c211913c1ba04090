package portcullis.capture.feed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import portcullis.fact.Address;
import portcullis.fact.LoginNews;
import portcullis.fact.News;

/**
 * Reads wtmp and btmp: records of one size, as the C library of this machine lays them out (utmp(5)). A logout names the line only, so who
 * sits on which line is remembered, for {@value #MOST_LINES} of them.
 */
final class Utmp implements Script {
    private static final int USER_PROCESS = 7;
    private static final int DEAD_PROCESS = 8;
    private static final int LAST_TYPE = 9;
    private static final int MOST_LINES = 4_096;
    private static final int LINE = 8;
    private static final int USER = 44;
    private static final int HOST = 76;
    private static final int SESSION = 336;

    private final SyslogTime times;
    private final boolean ofFailures;
    /** Where the session's number has 64 bits, so has the time. */
    private final boolean isWide;

    private final ByteBuffer begun;
    private final Map<String, LoginNews> onLine = new LinkedHashMap<>();
    private long bad;

    /** @param ofFailures whether the file is btmp, of which each record is a login that failed */
    Utmp(SyslogTime times, boolean ofFailures, boolean isWide) {
        this.times = times;
        this.ofFailures = ofFailures;
        this.isWide = isWide;
        this.begun = ByteBuffer.allocate(size(isWide)).order(ByteOrder.nativeOrder());
    }

    /** How long a record is. */
    static int size(boolean isWide) {
        return isWide ? 400 : 384;
    }

    @Override
    public void take(ByteBuffer bytes, Consumer<News> sink) {
        while (bytes.hasRemaining()) {
            begun.put(bytes.get());
            if (begun.hasRemaining()) continue;
            Meaning meaning = read();
            if (!meaning.isUnderstood()) bad++;
            meaning.news().ifPresent(sink);
            begun.clear();
        }
    }

    @Override
    public void end(Consumer<News> sink) {
        if (begun.position() > 0) bad++;
        begun.clear();
    }

    @Override
    public void restart() {
        begun.clear();
    }

    @Override
    public long begin(long size) {
        return size - size % begun.capacity();
    }

    @Override
    public long bad() {
        return bad;
    }

    private Meaning read() {
        int type = begun.getShort(0);
        if (type < 0 || type > LAST_TYPE) return Meaning.BAD;
        String line = text(LINE, 32);
        if (type == DEAD_PROCESS) {
            LoginNews login = onLine.remove(line);
            return login == null ? Meaning.OTHER : Meaning.of(closed(login));
        }
        String user = text(USER, 32);
        Optional<Address> source = source();
        if (!ofFailures && type != USER_PROCESS || user.isEmpty() || source.isEmpty()) return Meaning.OTHER;
        SyslogTime.Moment when = when();
        LoginNews.Act act = ofFailures ? LoginNews.Act.FAILED : LoginNews.Act.OPENED;
        LoginNews news = new LoginNews(when.nanos(), source.get(), user, line, act, when.hour());
        if (!ofFailures && onLine.size() < MOST_LINES) onLine.put(line, news);
        return Meaning.of(news);
    }

    private LoginNews closed(LoginNews login) {
        SyslogTime.Moment when = when();
        return new LoginNews(
                when.nanos(), login.source(), login.user(), login.service(), LoginNews.Act.CLOSED, when.hour());
    }

    private SyslogTime.Moment when() {
        return isWide
                ? times.ofSeconds(begun.getLong(SESSION + 8), (int) begun.getLong(SESSION + 16))
                : times.ofSeconds(begun.getInt(SESSION + 4) & 0xFFFF_FFFFL, begun.getInt(SESSION + 8));
    }

    private String text(int at, int length) {
        int end = at;
        while (end < at + length && begun.get(end) != 0) end++;
        return Lines.plain(new String(begun.array(), at, end - at, StandardCharsets.UTF_8));
    }

    /** The address, in the order of the network; where there is none, the host may be written as one. */
    private Optional<Address> source() {
        ByteBuffer bytes = ByteBuffer.wrap(begun.array(), SESSION + (isWide ? 24 : 12), 16);
        long high = bytes.getLong();
        long low = bytes.getLong();
        if (high == 0 && low == 0) return Address.parse(text(HOST, 256));
        boolean isIpv4 = (high & 0xFFFF_FFFFL) == 0 && low == 0;
        return Optional.of(isIpv4 ? Address.ofIpv4((int) (high >>> 32)) : new Address(high, low));
    }
}
