package portcullis.respond.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;
import portcullis.respond.Order;
import portcullis.respond.Runner;

/** Orders for tests, and those who carry them out. */
final class Orders {
    static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "lane");
        thread.setDaemon(true);
        return thread;
    });

    private Orders() {}

    static Order order(String responder, Effect effect) {
        return new Order(block("203.0.113.9", Duration.ofMinutes(10)), responder, effect);
    }

    static Order nft(String statement) {
        return order("drop-with-nftables", new Effect.Nft(statement));
    }

    static Order command(String... argv) {
        return order("run-a-command", new Effect.Command(List.of(argv), ""));
    }

    static Verdict.Block block(String source, Duration span) {
        Alarm.Proof proof =
                new Alarm.Proof(Mode.STCP, Kind.SYN, Address.of("192.0.2.1"), List.of(1, 79, 111), Evidence.FORGEABLE);
        Alarm alarm =
                new Alarm(Address.of(source), "tcp-port-sweep", "touched 5 ports").provenBy(9_000_000_000L, proof);
        return new Verdict.Block(alarm, span, "the rule asks for it");
    }

    static Verdict.Release release(Verdict.Block block) {
        return new Verdict.Release(block, 609_000_000_000L, "the span is over");
    }

    static List<Outcome> carriedOut(Runner runner, Order... orders) {
        List<Outcome> outcomes = new ArrayList<>();
        runner.carryOut(List.of(orders), outcomes);
        return outcomes;
    }

    /** A callback that keeps what it is told. */
    static BlockingQueue<Outcome> told() {
        return new LinkedBlockingQueue<>();
    }
}
