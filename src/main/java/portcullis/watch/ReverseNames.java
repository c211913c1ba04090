package portcullis.watch;

import java.net.InetAddress;
import java.net.UnknownHostException;
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
 * A name server that does not answer in time is not waited for again for half a minute.
 */
public final class ReverseNames implements AutoCloseable {
    private static final int MOST_KNOWN = 4_096;
    private static final int MOST_WAITING = 64;
    private static final long PATIENCE = 2; // seconds
    private static final long PAUSE = 30_000_000_000L;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,252}";

    private final UnaryOperator<String> directory;
    private final LineClock clock = new LineClock();
    private final Map<Address, String> known = new LinkedHashMap<>(); // the one asked for first goes first
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), ReverseNames::daemon);
    private long askAgain = Long.MIN_VALUE;

    /** @param directory the name of an address, or the address itself where it has none */
    ReverseNames(UnaryOperator<String> directory) {
        this.directory = directory;
        threads.allowCoreThreadTimeOut(true);
    }

    /** As this host resolves names: the library itself sees to it that a name leads back. */
    public static ReverseNames ofThisHost() {
        return new ReverseNames(ReverseNames::ask);
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

    /** The name of this address, or the address. Waits for two seconds at most. */
    public synchronized String of(Address address) {
        String name = known.get(address);
        if (name != null) return name;
        if (clock.now() < askAgain) return address.toString();
        String found = askFor(address);
        known.put(address, found);
        if (known.size() > MOST_KNOWN) known.remove(known.keySet().iterator().next());
        return found;
    }

    private String askFor(Address address) {
        String text = address.toString();
        try {
            Future<String> answer = threads.submit(() -> directory.apply(text));
            String name = answer.get(PATIENCE, TimeUnit.SECONDS);
            return name.matches(NAME) ? name : text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException | TimeoutException nobodyAnswers) {
            askAgain = clock.now() + PAUSE;
        }
        return text;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
