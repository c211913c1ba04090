package portcullis.watch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portcullis.capture.Frame;
import portcullis.decode.Decoded;
import portcullis.decode.Decoder;
import portcullis.decode.PacketView;
import portcullis.detect.Census;
import portcullis.detect.Detector;
import portcullis.fact.Exercised;
import portcullis.fact.Fate;
import portcullis.fact.Host;
import portcullis.fact.News;
import portcullis.fact.Packet;
import portcullis.fact.Problem;
import portcullis.fact.Story;
import portcullis.journal.Sighted;

/** One rehearsal under way: recorded packets, or the bytes of a scenario, go in; the journal that it was opened with fills. */
public final class Stage implements AutoCloseable {
    private static final int ETHERNET = 1;

    private final Pipeline pipeline;
    private final Detector detector;
    private final Decoder decoder = new Decoder();
    private final PacketView view = new PacketView();
    private final Frame frame = new Frame();

    private final Noted noted;

    Stage(Pipeline pipeline, Detector detector) {
        this(pipeline, detector, new Noted(Set.of()));
    }

    Stage(Pipeline pipeline, Detector detector, Noted noted) {
        this.pipeline = pipeline;
        this.detector = detector;
        this.noted = noted;
    }

    public void take(Packet packet) {
        pipeline.step(packet);
    }

    /** Takes what the log of another program says. */
    public void hear(News news) {
        pipeline.hear(news);
    }

    /** Takes an Ethernet frame. @return whether a packet could be read from it */
    public boolean take(long nanos, byte[] ethernet) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(ethernet.length)
                .order(ByteOrder.BIG_ENDIAN)
                .put(0, ethernet);
        frame.set(bytes, 0, ethernet.length, ethernet.length, ETHERNET, 0, nanos);
        boolean read = decoder.decode(frame, view) == Decoded.PACKET;
        if (read) pipeline.step(view);
        return read;
    }

    /** From here on the host serves something else. */
    public void serve(Host host) {
        detector.watch(host);
    }

    /** Nothing came until this time. */
    public void pass(long nanos) {
        pipeline.pass(nanos);
    }

    /** Touches that some mode counted. */
    public long probes() {
        return census().probes();
    }

    public long ignoredProbes() {
        return census().ignoredProbes();
    }

    /** Distinct sources of probes, as far as remembered. */
    public long sources() {
        return census().sources();
    }

    /** What became of the packets that reached a watched address. */
    public Map<Fate, Long> fates() {
        return detector.fates();
    }

    /** What the traffic made of each rule, where everybody was followed. */
    public List<Exercised> exercised() {
        return detector.exercised();
    }

    /** What is known of each source that is followed. */
    public List<Story> stories() {
        return detector.stories();
    }

    /** What the followed sources touched, as the journal of a watcher would keep it; to be asked once, at the end. */
    public List<Sighted> touches() {
        return noted.touches();
    }

    private Census census() {
        return detector.census();
    }

    /** What went wrong inside rules. */
    public List<Problem> problems() {
        return detector.problems();
    }

    @Override
    public void close() {
        detector.close();
    }
}
