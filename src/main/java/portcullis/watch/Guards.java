package portcullis.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portcullis.fact.Network;
import portcullis.journal.Guarded;

/** Since when the guard has spared whom, for the journal. Written when it begins or ends, and each minute between. Owned by the line. */
final class Guards {
    private static final long MINUTE = 60_000_000_000L;

    private record Whom(Network network, String why) {}

    private final Map<Whom, Long> since = new HashMap<>();
    private final List<Guarded> news = new ArrayList<>();
    private Map<String, List<Network>> latest = Map.of();
    private long due;

    void are(Map<String, List<Network>> networks, long now) {
        if (now < due && networks.equals(latest)) return; // as in almost every second
        latest = networks;
        Set<Whom> present = new HashSet<>();
        networks.forEach((why, each) -> each.forEach(network -> present.add(new Whom(network, why))));
        since.entrySet().removeIf(known -> {
            boolean isOver = !present.contains(known.getKey());
            if (isOver) news.add(guarded(known, now));
            return isOver;
        });
        for (Whom whom : present)
            if (since.putIfAbsent(whom, now) == null) news.add(new Guarded(whom.network, whom.why, now, now));
        if (now < due) return;
        due = now + MINUTE;
        since.entrySet().forEach(known -> news.add(guarded(known, now)));
    }

    private static Guarded guarded(Map.Entry<Whom, Long> known, long now) {
        return new Guarded(known.getKey().network, known.getKey().why, known.getValue(), now);
    }

    List<Guarded> take() {
        List<Guarded> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** What was taken could not be written: what goes on is written again within a minute. */
    void giveBack(List<Guarded> taken) {
        if (news.size() + taken.size() <= Runs.MOST) news.addAll(0, taken);
    }
}
