package portcullis.capture.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import portcullis.capture.CaptureFailed;
import portcullis.capture.Frame;
import portcullis.decode.Decoded;
import portcullis.decode.Decoder;
import portcullis.decode.PacketView;
import portcullis.fact.Kind;
import portcullis.fact.Transport;

/**
 * A program for a test to run inside a network namespace: listens to an interface, prints what comes, and does what it is told line by
 * line. Arguments: door, interface, slots of the queue, filter.
 */
final class Listening {
    private static final int SMALL_BUFFER = 64 << 10;

    private final FrameQueue queue;
    private final AtomicBoolean taking = new AtomicBoolean(true);
    private final AtomicBoolean clockBroken = new AtomicBoolean();

    private Listening(int slots) {
        this.queue = new FrameQueue(slots);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new Listening(Integer.parseInt(args[2])).listen(Door.valueOf(args[0]), args[1], args[3]);
    }

    private void listen(Door door, String name, String filter) throws IOException, InterruptedException {
        LiveInterface live;
        try {
            live = door.open(new Tap(name, 3, filter, SMALL_BUFFER, this::time), queue);
        } catch (CaptureFailed e) {
            say("failed " + (e.isNotPermitted() ? "77" : "69") + " " + e.getMessage());
            return;
        }
        Thread loop = start(() -> run(live));
        start(this::take);
        say("ready link type " + live.linkType());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order; (order = orders.readLine()) != null; ) obey(order, live, loop);
    }

    private long time(long nanos) {
        if (clockBroken.get()) throw new ArithmeticException("the clock is broken");
        return nanos;
    }

    private void obey(String order, LiveInterface live, Thread loop) throws InterruptedException {
        try {
            if (order.equals("state"))
                say("state " + live.state().condition() + " " + live.state().reason());
            else if (order.equals("counts")) say("counts " + live.counts() + " queue dropped " + queue.dropped());
            else if (order.equals("stop taking")) taking.set(false);
            else if (order.equals("break the clock")) clockBroken.set(true);
            else if (order.startsWith("filter ")) {
                live.filter(order.substring(7));
                say("filtered");
            } else if (order.equals("close")) {
                long start = System.nanoTime();
                live.close();
                loop.join(10_000);
                say("closed " + (System.nanoTime() - start) / 1_000_000 + " ms, still running " + loop.isAlive());
            }
        } catch (CaptureFailed e) {
            say("failed " + e.getMessage());
        }
    }

    private static void run(LiveInterface live) {
        try {
            live.run();
            say("ended " + live.state().condition() + " " + live.state().reason());
        } catch (CaptureFailed e) {
            say("ended FAILED " + e.getMessage());
        } catch (ArithmeticException e) {
            say("ended THREW " + e.getMessage());
        }
    }

    private void take() {
        Frame frame = new Frame();
        Decoder decoder = new Decoder();
        PacketView packet = new PacketView();
        while (taking.get()) {
            if (!queue.take(frame, 100_000_000L)) continue;
            Decoded decoded = decoder.decode(frame, packet);
            if (decoded == Decoded.PACKET && packet.transport() != Transport.ICMP)
                say("packet " + kind(packet) + " " + packet.source() + " > " + packet.target() + " "
                        + packet.targetPort() + " if " + frame.interfaceNumber() + " at " + frame.nanos() + " bytes "
                        + frame.wireLength() + tag(frame));
            else say("other " + decoded);
        }
    }

    private static String tag(Frame frame) {
        boolean isTagged = frame.bytes().getShort(frame.start() + 12) == (short) 0x8100;
        return isTagged ? " vlan " + (frame.bytes().getShort(frame.start() + 14) & 0xFFF) : "";
    }

    private static Kind kind(PacketView packet) {
        return packet.transport() == Transport.UDP ? Kind.UDP : Kind.ofFlags(packet.flags());
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
