package portcullis.scenario.life;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Transport;
import portcullis.journal.Sighted;

/** Makes packets of touches, in the order of their times, and tells before each whether its port is served. Bounded by the runs that overlap. */
final class Replayed implements Consumer<Sighted> {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_BEGUN = 10_000;

    /** Where the packets go. */
    interface Sink {
        /** @param isServed whether this port was served at the time */
        void touch(Touched packet, boolean isServed);

        /** A packet that only goes with the one before. */
        void also(Touched packet);
    }

    private record Next(Sighted touch, long index) {
        long at() {
            return touch.at(index);
        }
    }

    private record Door(Address source, Address target, int port) {}

    private final Sink sink;
    private final PriorityQueue<Next> waiting = new PriorityQueue<>(Comparator.comparingLong(Next::at));
    /** SYNs by which a handshake may have begun. */
    private final Map<Door, Touched> begun = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Door, Touched> eldest) {
            return size() > MOST_BEGUN;
        }
    };

    Replayed(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void accept(Sighted touch) {
        until(touch.first());
        waiting.add(new Next(touch, 0));
    }

    /** No touch that is still to be told begins before this time. */
    private void until(long nanos) {
        while (!waiting.isEmpty() && waiting.peek().at() < nanos) one();
    }

    /** There are no more. */
    void end() {
        while (!waiting.isEmpty()) one();
    }

    private void one() {
        Next next = waiting.poll();
        Sighted touch = next.touch();
        tell(touch, next.at());
        if (next.index() + 1 < touch.count()) waiting.add(new Next(touch, next.index() + 1));
    }

    private void tell(Sighted touch, long nanos) {
        Touched packet = Touched.of(touch, nanos);
        Door door = new Door(touch.source(), touch.target(), touch.port());
        if (touch.kind() != Kind.CONNECT) {
            if (touch.transport() == Transport.TCP && touch.kind() == Kind.SYN) begun.put(door, packet);
            sink.touch(packet, touch.isServed());
            return;
        }
        Touched syn = begun.remove(door);
        if (syn == null || nanos - syn.nanos() > SECOND) {
            syn = packet;
            sink.touch(syn, touch.isServed());
        }
        sink.also(syn.answered(nanos));
        sink.also(syn.completed(nanos));
    }

    /** All packets of these touches in their order, without those that only go with others. */
    static List<Touched> packets(List<Sighted> touches) {
        List<Touched> packets = new ArrayList<>();
        Replayed replayed = new Replayed(new Sink() {
            @Override
            public void touch(Touched packet, boolean isServed) {
                packets.add(packet);
            }

            @Override
            public void also(Touched packet) {}
        });
        touches.forEach(replayed);
        replayed.end();
        return packets;
    }
}
