package portcullis.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Verdict;

/**
 * Who is blocked, on its way to a voice that keeps a list of it. None of it is ever dropped, and yet it holds no more sources than the
 * ledger does now and did when it was last taken: a block that ends before anybody heard of it leaves no trace.
 */
final class Roll {
    /** What the line writes and the voice's thread takes; both guarded by this. */
    private final Map<Address, Change> changes = new LinkedHashMap<>();

    private final Set<Address> blocked = new HashSet<>();

    /**
     * What has become of a source: first it was released, then blocked, or one of them.
     *
     * @param isNew whether it is no block of an earlier run
     */
    record Change(Optional<Verdict.Release> release, Optional<Verdict.Block> block, boolean isNew) {}

    synchronized void block(Verdict.Block block, boolean isNew) {
        if (!blocked.add(block.source())) return; // another responder, of the same block
        Optional<Verdict.Release> before =
                Optional.ofNullable(changes.remove(block.source())).flatMap(Change::release);
        changes.put(block.source(), new Change(before, Optional.of(block), isNew));
    }

    /** @return whether nobody will hear of the block that ends with this */
    synchronized boolean release(Verdict.Release release) {
        if (!blocked.remove(release.source())) return false;
        Change unheard = changes.remove(release.source());
        Optional<Verdict.Release> first = unheard == null ? Optional.of(release) : unheard.release();
        first.ifPresent(
                earlier -> changes.put(release.source(), new Change(Optional.of(earlier), Optional.empty(), false)));
        return unheard != null;
    }

    /** What has changed since this was asked last, in the order in which it did. */
    synchronized List<Change> take() {
        List<Change> taken = new ArrayList<>(changes.values());
        changes.clear();
        return taken;
    }
}
