package portcullis.watch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import portcullis.fact.Address;

/**
 * The name that belongs to an address, for whoever tells what happens on a thread of its own; the line never asks. Whoever has an address
 * writes its name as he likes, so it counts only where it leads back to the address, and holds nothing but what host names are made of.
 * Names are waited for {@value #PATIENCE} seconds in any {@value #WHILE}, all together, and then go unasked: a server of the attacker's own
 * that answers late each time must not hold up what is told.
 */
public final class ReverseNames implements AutoCloseable {
    private static final int MOST_KNOWN = 4_096;
    private static final int MOST_WAITING = 64;
    private static final int PATIENCE = 2;
    private static final int WHILE = 30;
    private static final long SECOND = 1_000_000_000L;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,252}";

    private final UnaryOperator<String> directory;
    private final LineClock clock;
    private final Map<Address, String> known = new LinkedHashMap<>(); // the one asked for first goes first
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), ReverseNames::daemon);
    /** How long was waited in each second of the last while; guarded by this, as all here. */
    private final long[] waited = new long[WHILE];

    private long second;

    /** @param directory the name of an address, or the address itself where it has none */
    ReverseNames(UnaryOperator<String> directory, LineClock clock) {
        this.directory = directory;
        this.clock = clock;
        threads.allowCoreThreadTimeOut(true);
    }

    /** As this host resolves names: the library itself sees to it that a name leads back. */
    public static ReverseNames ofThisHost() {
        return new ReverseNames(ReverseNames::ask, new LineClock());
    }

    private static String ask(String address) {
        try {
            return InetAddress.getByName(address).getCanonicalHostName(); // an address is not looked up
        } catch (UnknownHostException never) {
            return address;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "portcullis-names");
        thread.setDaemon(true);
        return thread;
    }

    /** The name of this address, or the address. */
    public synchronized String of(Address address) {
        String name = known.get(address);
        if (name != null) return name;
        long begun = clock.now();
        long patience = PATIENCE * SECOND - waitedUntil(begun);
        if (patience <= 0) return address.toString();
        String found = askFor(address, patience);
        long ended = clock.now();
        waitedUntil(ended);
        waited[(int) (second % WHILE)] += ended - begun;
        known.put(address, found);
        if (known.size() > MOST_KNOWN) known.remove(known.keySet().iterator().next());
        return found;
    }

    /** How long was waited in the while that ends now; forgets what lies before it. */
    private long waitedUntil(long now) {
        long last = now / SECOND;
        for (long each = Math.max(second + 1, last - WHILE + 1); each <= last; each++) waited[(int) (each % WHILE)] = 0;
        second = Math.max(second, last);
        return Arrays.stream(waited).sum();
    }

    private String askFor(Address address, long patience) {
        String text = address.toString();
        try {
            Future<String> answer = threads.submit(() -> directory.apply(text));
            String name = answer.get(patience, TimeUnit.NANOSECONDS);
            return name.matches(NAME) ? name : text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException | TimeoutException nobodyAnswers) {
            return text; // what it took is counted
        }
        return text;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
