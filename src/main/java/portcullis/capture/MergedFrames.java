package portcullis.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several captures as one, in the order of their packets' times; of equal times, the capture named first goes first. A capture
 * whose own packets are out of order is not sorted. A damaged one gives what stands before its damage, which is reported when
 * the others have been read to their end. Interface numbers remain those of each capture.
 */
public final class MergedFrames implements Frames {
    private final List<Frames> all;
    private final PriorityQueue<Member> waiting = new PriorityQueue<>(Member::compare);
    private final List<CaptureFailed> failures = new ArrayList<>();
    private Member given;
    private boolean begun;

    /** Takes over the captures: they are closed with it. */
    public MergedFrames(List<? extends Frames> captures) {
        all = List.copyOf(captures);
    }

    @Override
    public boolean next(Frame frame) throws CaptureFailed {
        if (!begun) begin();
        if (given != null) advance(given); // only now: until here its bytes belonged to the caller
        given = waiting.poll();
        if (given != null) {
            given.show(frame);
            return true;
        }
        if (!failures.isEmpty()) throw failures.get(0);
        return false;
    }

    private void begin() {
        begun = true;
        for (int i = 0; i < all.size(); i++) advance(new Member(all.get(i), i));
    }

    private void advance(Member member) {
        try {
            if (member.frames.next(member.frame)) waiting.add(member);
        } catch (CaptureFailed e) {
            if (!failures.isEmpty()) failures.get(0).addSuppressed(e);
            failures.add(e);
        }
    }

    @Override
    public void close() {
        all.forEach(Frames::close);
    }

    private static final class Member {
        private final Frames frames;
        private final int order;
        private final Frame frame = new Frame();

        Member(Frames frames, int order) {
            this.frames = frames;
            this.order = order;
        }

        void show(Frame target) {
            target.set(
                    frame.bytes(),
                    frame.start(),
                    frame.length(),
                    frame.wireLength(),
                    frame.linkType(),
                    frame.interfaceNumber(),
                    frame.nanos());
        }

        static int compare(Member a, Member b) {
            int byTime = Long.compare(a.frame.nanos(), b.frame.nanos());
            return byTime != 0 ? byTime : Integer.compare(a.order, b.order);
        }
    }
}
