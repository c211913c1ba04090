package portcullis.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portcullis.capture.CaptureFailed;
import portcullis.capture.CaptureFile;
import portcullis.capture.Frame;
import portcullis.capture.Frames;
import portcullis.capture.MergedFrames;
import portcullis.capture.Pcap4jFile;
import portcullis.decode.Decoded;
import portcullis.decode.Decoder;
import portcullis.decode.LinkTypes;
import portcullis.decode.PacketView;
import portcullis.fact.News;
import portcullis.fact.Packet;
import portcullis.fact.Reading;

/** Capture files that can be read as often as needed, as one, in the order of their packets' times. */
public final class Recording {
    private static final int PROGRESS_EVERY = 1 << 16;

    private final List<Path> files;
    private final boolean throughLibpcap;
    private final Map<Path, String> names;
    private final Overheard overheard;

    /** @param throughLibpcap whether pcap4j reads the files instead of our own reader */
    public Recording(List<Path> files, boolean throughLibpcap) {
        this(files, throughLibpcap, Map.of());
    }

    /** @param names what messages call a file, where that is not its path */
    public Recording(List<Path> files, boolean throughLibpcap, Map<Path, String> names) {
        this(files, throughLibpcap, names, Overheard.NOTHING);
    }

    /** @param overheard what logs told of meanwhile */
    public Recording(List<Path> files, boolean throughLibpcap, Map<Path, String> names, Overheard overheard) {
        this.overheard = overheard;
        this.files = List.copyOf(files);
        this.throughLibpcap = throughLibpcap;
        this.names = Map.copyOf(names);
    }

    /** What logs told of meanwhile. */
    public List<News> news() {
        return overheard.news();
    }

    /**
     * Reads everything, to the end or to where the recording is damaged.
     *
     * @param progress is told now and then which part has been read, from 0 to 1
     */
    public Reading read(Consumer<Packet> sink, DoubleConsumer progress) {
        Pass pass = new Pass(sink, progress);
        List<Frames> opened = new ArrayList<>();
        try {
            for (Path file : files) opened.add(open(file));
            try (Frames frames = opened.size() == 1 ? opened.get(0) : new MergedFrames(opened)) {
                pass.over(frames, opened);
            }
            return pass.reading(Optional.empty(), true);
        } catch (CaptureFailed e) {
            opened.forEach(Frames::close);
            return pass.reading(Optional.of(messages(e)), e.isDamaged());
        }
    }

    /** Each of several damaged files is named. */
    private static String messages(CaptureFailed failed) {
        return Stream.concat(Stream.of(failed), Arrays.stream(failed.getSuppressed()))
                .map(Throwable::getMessage)
                .collect(Collectors.joining("; "));
    }

    /** Of several files, one that is damaged from its beginning keeps none of the others from being read. */
    private Frames open(Path file) throws CaptureFailed {
        try {
            return throughLibpcap
                    ? Pcap4jFile.open(file)
                    : CaptureFile.open(names.getOrDefault(file, file.toString()), file);
        } catch (CaptureFailed e) {
            if (files.size() == 1 || !e.isDamaged()) throw e;
            return new Unreadable(e);
        }
    }

    private record Unreadable(CaptureFailed why) implements Frames {
        @Override
        public boolean next(Frame frame) throws CaptureFailed {
            throw why;
        }

        @Override
        public void close() {}
    }

    /** One reading: what was met so far. */
    private static final class Pass {
        private final Consumer<Packet> sink;
        private final DoubleConsumer progress;
        private final Decoder decoder = new Decoder();
        private final PacketView view = new PacketView();
        private final Frame frame = new Frame();
        private final long[] undecoded = new long[Decoded.values().length];
        private final Map<Integer, Long> unread = new HashMap<>();
        private long count;
        private long first;
        private long last;

        Pass(Consumer<Packet> sink, DoubleConsumer progress) {
            this.sink = sink;
            this.progress = progress;
        }

        void over(Frames frames, List<Frames> files) throws CaptureFailed {
            while (frames.next(frame)) {
                if (count++ == 0) first = last = frame.nanos();
                last = Math.max(last, frame.nanos());
                Decoded decoded = decoder.decode(frame, view);
                if (decoded == Decoded.PACKET) sink.accept(view);
                else notUsed(decoded);
                if (count % PROGRESS_EVERY == 0) progress.accept(part(files));
            }
        }

        private void notUsed(Decoded decoded) {
            undecoded[decoded.ordinal()]++;
            if (decoded == Decoded.UNKNOWN_LINK_TYPE) unread.merge(frame.linkType(), 1L, Long::sum);
        }

        private static double part(List<Frames> files) {
            long read = 0;
            long size = 1;
            for (Frames file : files) {
                if (!(file instanceof CaptureFile capture)) continue;
                read += capture.bytesRead();
                size += capture.size().orElse(0);
            }
            return Math.min(1, (double) read / size);
        }

        Reading reading(Optional<String> damage, boolean available) {
            Map<String, Long> reasons = new HashMap<>();
            for (Decoded decoded : Decoded.values()) {
                boolean named = decoded != Decoded.UNKNOWN_LINK_TYPE;
                if (named && undecoded[decoded.ordinal()] > 0)
                    reasons.put(decoded.words(), undecoded[decoded.ordinal()]);
            }
            unread.forEach((type, frames) ->
                    reasons.put("of link type " + type + " (" + LinkTypes.name(type) + "), which is not read", frames));
            return new Reading(count, reasons, first, last, damage, available);
        }
    }
}
