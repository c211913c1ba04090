package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portcullis.capture.Frame;

class FrameQueueTest {
    private static final long LONG = 60_000_000_000L;

    private final FrameQueue queue = new FrameQueue(4);
    private final Frame frame = new Frame();

    /** Against a plain list: true offers a packet, false takes one. */
    @Property(tries = 300)
    void itIsAListThatDropsTheNewestWhenFull(@ForAll @Size(max = 200) List<Boolean> steps) {
        FrameQueue ring = new FrameQueue(8);
        Deque<Integer> model = new ArrayDeque<>();
        Frame taken = new Frame();
        boolean shown = false; // the slot of the frame taken last is not free yet
        long dropped = 0;
        int next = 0;
        for (boolean offers : steps) {
            if (offers) {
                boolean fits = model.size() + (shown ? 1 : 0) < 8;
                assertThat(ring.offer(packet(next), next, 1, 0, next)).isEqualTo(fits);
                if (fits) model.add(next);
                else dropped++;
                next++;
            } else {
                shown = ring.take(taken);
                assertThat(shown).isEqualTo(!model.isEmpty());
                if (shown) assertIs(taken, model.remove());
            }
        }
        assertThat(ring.dropped()).isEqualTo(dropped);
    }

    @Test
    @Timeout(60)
    void whatOneThreadOffersAnotherTakesInOrder() throws InterruptedException {
        int many = 200_000;
        AtomicReference<Throwable> fault = new AtomicReference<>();
        Thread taker = watched(fault, () -> {
            Frame taken = new Frame();
            for (int i = 0; i < many; ) if (queue.take(taken, LONG)) assertIs(taken, i++);
        });

        for (int i = 0; i < many; ) if (queue.offer(packet(i), i, 1, 0, i)) i++;
        taker.join(50_000);

        assertThat(fault.get()).isNull();
        assertThat(taker.isAlive()).isFalse();
        assertThat(queue.size()).isZero();
    }

    @Test
    @Timeout(60)
    void ofSeveralThreadsNothingIsLostAndEachStaysInOrder() throws InterruptedException {
        int each = 50_000;
        AtomicReference<Throwable> fault = new AtomicReference<>();
        List<Thread> givers = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            int number = n;
            givers.add(watched(fault, () -> {
                for (int i = 0; i < each; ) if (queue.offer(packet(i), i, 1, number, i)) i++;
            }));
        }

        int[] next = new int[3];
        for (int i = 0; i < 3 * each; ) {
            if (!queue.take(frame, LONG)) continue;
            assertIs(frame, next[frame.interfaceNumber()]++);
            i++;
        }
        for (Thread giver : givers) giver.join(50_000);

        assertThat(fault.get()).isNull();
        assertThat(next).containsOnly(each);
        assertThat(queue.take(frame)).isFalse();
    }

    @Test
    @Timeout(60)
    void offeringAndWakingEndTheWait() throws InterruptedException {
        AtomicReference<Throwable> fault = new AtomicReference<>();
        Thread taker = watched(fault, () -> {
            Frame taken = new Frame();
            while (!queue.take(taken, LONG)) Thread.onSpinWait();
            queue.take(taken, LONG); // ended by the interrupt-free wake below
        });

        queue.offer(packet(1), 1, 1, 0, 1);
        while (taker.isAlive()) {
            queue.wake(); // again and again, as it may not wait yet
            taker.join(1);
        }

        assertThat(fault.get()).isNull();
    }

    @Test
    void aLongPacketIsCutAndSaysSo() {
        queue.offer(new byte[3000], 3000, 113, 7, 5);

        assertThat(queue.take(frame)).isTrue();
        assertThat(frame.length()).isEqualTo(FrameQueue.FRAME_BYTES);
        assertThat(frame.wireLength()).isEqualTo(3000);
        assertThat(frame.linkType()).isEqualTo(113);
        assertThat(frame.interfaceNumber()).isEqualTo(7);
    }

    @Test
    void aSizeIsAPowerOfTwo() {
        assertThatThrownBy(() -> new FrameQueue(1000)).hasMessageContaining("not 1000");
        assertThatThrownBy(() -> new FrameQueue(0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> new FrameQueue(1 << 23)).hasMessageContaining("not 8388608");
    }

    private static Thread watched(AtomicReference<Throwable> fault, Runnable task) {
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((t, e) -> fault.set(e));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Its length and each of its bytes tell its number. */
    private static byte[] packet(int number) {
        byte[] bytes = new byte[4 + number % 200];
        Arrays.fill(bytes, (byte) number);
        ByteBuffer.wrap(bytes).putInt(number);
        return bytes;
    }

    private static void assertIs(Frame frame, int number) {
        byte[] expected = packet(number);
        byte[] found = new byte[frame.length()];
        frame.bytes().get(frame.start(), found);
        if (!Arrays.equals(found, expected) || frame.nanos() != number || frame.wireLength() != number)
            throw new AssertionError("not packet " + number + ": " + Arrays.toString(found));
    }
}
