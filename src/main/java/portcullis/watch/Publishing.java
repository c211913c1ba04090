package portcullis.watch;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Ports;
import portcullis.fact.Transport;
import portcullis.respond.host.Commands;
import portcullis.respond.host.Firewall;
import portcullis.respond.host.HostFailed;
import portcullis.respond.host.Published;

/** Keeps up with the ports that other firewalls publish. What was read last holds while it cannot be read. Owned by the line but for {@link #look}. */
final class Publishing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final long OFTEN = 2_000_000_000L;

    private final Firewall door;
    private final Published published;
    private final Executor threads;
    private final Consumer<Runnable> line;
    private Map<Transport, Ports> ports = Map.of();
    private boolean looking;
    private boolean troubled;
    private long due;

    /** Reads them once. @param line runs a task on the line */
    Publishing(Executor threads, Consumer<Runnable> line) {
        Commands commands = Commands.ofThisHost();
        this.door = Firewall.open(commands);
        this.published = new Published(door, commands);
        this.threads = threads;
        this.line = line;
        try {
            ports = published.read();
        } catch (HostFailed failed) {
            cannot(failed);
        }
    }

    Map<Transport, Ports> ports() {
        return ports;
    }

    /** A second has passed. */
    void pass(long now) {
        if (looking || now < due) return;
        looking = true;
        due = now + OFTEN;
        threads.execute(this::look);
    }

    /** Beside the line. */
    private void look() {
        try {
            Map<Transport, Ports> now = published.read();
            line.accept(() -> {
                ports = now;
                looking = false;
                troubled = false;
            });
        } catch (HostFailed failed) {
            line.accept(() -> {
                cannot(failed);
                looking = false;
            });
        }
    }

    private void cannot(HostFailed failed) {
        if (!troubled) LOG.warn("ports that other firewalls publish cannot be read: {}", failed.getMessage());
        troubled = true;
    }

    @Override
    public void close() {
        door.close();
    }
}
