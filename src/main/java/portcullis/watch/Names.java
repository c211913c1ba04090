package portcullis.watch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Address;
import portcullis.fact.Network;

/**
 * What names of hosts in settings mean, asked anew each minute beside the line. While nobody answers, a name means what it meant last:
 * whom a failing name server would expose is whom the administrator trusted most. Owned by the line but for {@link #resolve}.
 */
final class Names {
    private static final Logger LOG = LoggerFactory.getLogger(Names.class);
    private static final long OFTEN = 60_000_000_000L;
    private static final int MOST = 16; // addresses of one name
    private static final long PATIENCE = 5; // seconds, at the start

    /** Who knows what a name means. */
    interface Directory {
        List<Address> addresses(String name) throws UnknownHostException;
    }

    private final Directory directory;
    private final Executor threads;
    private final Consumer<Runnable> line;
    private List<String> names = List.of();
    private final Map<String, List<Address>> known = new HashMap<>();
    private boolean asking;
    private long due;

    /** @param line runs a task on the line */
    Names(Directory directory, Executor threads, Consumer<Runnable> line) {
        this.directory = directory;
        this.threads = threads;
        this.line = line;
    }

    /** As this host resolves names. */
    static List<Address> ofThisHost(String name) throws UnknownHostException {
        List<Address> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(name))
            Address.parse(address.getHostAddress().replaceAll("%.*", "")).ifPresent(addresses::add);
        return addresses;
    }

    /** These names count from here on; new ones are asked for in the next second. */
    void follow(List<String> now) {
        names = List.copyOf(now);
        known.keySet().retainAll(names);
        due = 0;
    }

    /** Asks for the first time, and waits for a few seconds. */
    void begin() {
        if (names.isEmpty()) return;
        List<String> asked = names;
        CompletableFuture<Map<String, List<Address>>> answer =
                CompletableFuture.supplyAsync(() -> resolve(asked), threads);
        try {
            take(asked, answer.get(PATIENCE, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("nobody says yet what these names mean, so they protect nobody: {}", String.join(", ", asked));
        }
    }

    /** A second has passed. */
    void pass(long now) {
        if (asking || names.isEmpty() || now < due) return;
        asking = true;
        due = now + OFTEN;
        List<String> asked = names;
        threads.execute(() -> {
            Map<String, List<Address>> answers = resolve(asked);
            line.accept(() -> {
                asking = false;
                take(asked, answers);
            });
        });
    }

    /** Beside the line: a name server may take its time. */
    private Map<String, List<Address>> resolve(List<String> asked) {
        Map<String, List<Address>> answers = new HashMap<>();
        for (String name : asked) {
            try {
                answers.put(name, directory.addresses(name).stream().limit(MOST).toList());
            } catch (UnknownHostException unknown) {
                LOG.debug("{} is not known now", name);
            }
        }
        return answers;
    }

    private void take(List<String> asked, Map<String, List<Address>> answers) {
        for (String name : asked) {
            if (!names.contains(name)) continue;
            List<Address> now = answers.getOrDefault(name, List.of());
            if (now.isEmpty() && !known.containsKey(name)) {
                LOG.warn("nobody knows {}, so it protects nobody", name);
                known.put(name, List.of());
            } else if (!now.isEmpty()) known.put(name, now);
        }
    }

    /** Whom they mean. */
    List<Network> networks() {
        return known.values().stream()
                .flatMap(List::stream)
                .distinct()
                .map(Network::of)
                .toList();
    }
}
