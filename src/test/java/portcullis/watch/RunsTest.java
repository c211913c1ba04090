package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import portcullis.capture.Frame;
import portcullis.decode.Decoder;
import portcullis.decode.PacketView;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.journal.Sighted;

class RunsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOON = 1_795_780_800L * SECOND;

    private final Runs runs = new Runs();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(54);
    private final Frame frame = new Frame();
    private final PacketView view = new PacketView();
    private final Decoder decoder = new Decoder();

    @Test
    void theSameDoorAtAnEvenPaceIsOneRunAndAPauseBeginsAnother() {
        for (int i = 0; i < 100; i++) touch(9, 23, NOON + i * SECOND);
        touch(9, 80, NOON + 100 * SECOND);
        touch(9, 23, NOON + 200 * SECOND);

        List<Sighted> taken = runs.take(NOON + 200 * SECOND);

        assertThat(taken).extracting(Sighted::port).containsExactlyInAnyOrder(23, 23, 80);
        assertThat(taken).extracting(Sighted::count).containsExactlyInAnyOrder(100L, 1L, 1L);
        Sighted run =
                taken.stream().filter(one -> one.count() == 100).findFirst().orElseThrow();
        assertThat(run.at(0)).isEqualTo(NOON);
        assertThat(run.at(1)).isEqualTo(NOON + SECOND);
        assertThat(run.at(99)).isEqualTo(NOON + 99 * SECOND);
    }

    @Test
    void aRunThatGoesOnIsWrittenAgainAndWhatCouldNotBeWrittenComesFirst() {
        touch(9, 23, NOON);
        List<Sighted> first = runs.take(NOON);
        runs.giveBack(first);
        touch(9, 23, NOON + SECOND);

        List<Sighted> second = runs.take(NOON + SECOND);

        assertThat(second).extracting(Sighted::count).containsExactly(1L, 2L);
        assertThat(second).extracting(Sighted::first).containsOnly(NOON);
        assertThat(runs.take(NOON + SECOND)).isEmpty();
    }

    @Test
    void aFloodOfNewSourcesLeavesRoomForWhoComesAgain() {
        for (int i = 0; i < 100_000; i++) touch(i, 23, NOON + i * 10_000L);
        touch(9, 24, NOON + 2 * SECOND); // known from its first touch

        List<Sighted> taken = runs.take(NOON + 2 * SECOND);

        assertThat(taken).hasSizeBetween(Runs.BURST / 2, Runs.BURST / 2 + 2 * Runs.PER_SECOND + 2);
        assertThat(taken).anyMatch(one -> one.port() == 24);
        assertThat(runs.leftOut()).isEqualTo(100_001 - taken.size());
    }

    @Test
    void onePatientSourceDoesNotFillTheDisk() {
        for (int i = 0; i < 65_536; i++) touch(9, i, NOON + i * SECOND / 20);

        assertThat(runs.take(NOON)).hasSize(Runs.PER_SOURCE);
    }

    @Test
    void aDoorThatOpensWasNoClosedOne() {
        touch(9, 40_000, NOON);
        runs.opened(source(9), Address.of("192.0.2.1"), 40_000);

        assertThat(runs.take(NOON)).extracting(Sighted::isServed).containsExactly(true);
    }

    private static Address source(int number) {
        return Address.ofIpv4(0xCB00_0000 | number);
    }

    private void touch(int number, int port, long nanos) {
        boolean isNew = !runs.knows(source(number));
        runs.add(syn(source(number), port, nanos), Kind.SYN, false, isNew);
    }

    private PacketView syn(Address source, int port, long nanos) {
        bytes.putShort(12, (short) 0x0800).put(14, (byte) 0x45).putShort(16, (short) 40);
        bytes.put(22, (byte) 64)
                .put(23, (byte) 6)
                .putInt(26, (int) source.low())
                .putInt(30, 0xC000_0201);
        bytes.putShort(34, (short) 40_000)
                .putShort(36, (short) port)
                .put(46, (byte) 0x50)
                .put(47, (byte) 2);
        frame.set(bytes, 0, 54, 54, 1, 0, nanos);
        decoder.decode(frame, view);
        return view;
    }
}
