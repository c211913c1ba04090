package portcullis.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.config.Form;
import portcullis.decide.Judge;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;
import portcullis.journal.HistoryLine;
import portcullis.journal.JournalFailed;
import portcullis.journal.Store;

/** Answers what an administrator asks of the ledger: list, history, ban, release. Called by the line's thread. */
final class Orders {
    private static final Duration USUAL_BAN = Duration.ofHours(1);
    private static final int MOST_LINES = 1_000;

    private final Judge judge;
    private final Pipeline pipeline;
    private final Store store;
    private final LineClock clock;

    Orders(Judge judge, Pipeline pipeline, Store store, LineClock clock) {
        this.judge = judge;
        this.pipeline = pipeline;
        this.store = store;
        this.clock = clock;
    }

    /** The first row says ok, or error and why. */
    List<List<String>> answer(List<String> words) {
        try {
            return switch (words.get(0)) {
                case "list" -> list();
                case "history" ->
                    history(words.size() > 1 ? store.history(address(words), MOST_LINES) : store.notes(MOST_LINES));
                case "ban" -> ban(address(words), words);
                case "release" -> release(words);
                default -> error("unknown order " + words.get(0));
            };
        } catch (IllegalArgumentException | JournalFailed e) {
            return error(e.getMessage());
        }
    }

    private static List<List<String>> error(String why) {
        return List.of(List.of("error", why));
    }

    private static Address address(List<String> words) {
        String word = words.size() > 1 ? words.get(1) : "";
        return Address.parse(word).orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no address"));
    }

    private List<List<String>> list() {
        List<List<String>> rows =
                new ArrayList<>(List.of(List.of("ok", "source", "left_s", "span_s", "state", "rule", "why")));
        long now = clock.now();
        for (Verdict.Block block : judge.blocks()) {
            long left = Math.max(0, (block.at() + block.span().toNanos() - now) / 1_000_000_000L);
            rows.add(List.of(
                    block.source().toString(),
                    Long.toString(left),
                    Long.toString(block.span().toSeconds()),
                    judge.hasFailed(block.source()) ? "failed" : "blocked",
                    block.because().rule(),
                    block.why()));
        }
        return rows;
    }

    private static List<List<String>> history(List<HistoryLine> lines) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("ok", "at", "what", "text", "who")));
        for (HistoryLine line : lines) {
            java.time.Instant at = java.time.Instant.ofEpochSecond(0, line.at());
            rows.add(List.of(
                    at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString(),
                    line.what(),
                    line.text(),
                    line.who()));
        }
        return rows;
    }

    /** {@code ban ADDRESS SPAN WHY}; an empty span is an hour. */
    private List<List<String>> ban(Address source, List<String> words) {
        String text = words.size() > 2 ? words.get(2) : "";
        Duration span = text.isEmpty()
                ? USUAL_BAN
                : Form.span(text)
                        .filter(Orders::isLongEnough)
                        .orElseThrow(
                                () -> new IllegalArgumentException("\"" + text + "\" is no span such as 10m or 1h"));
        String why = words.size() > 3 ? words.get(3) : "banned by hand";
        Alarm.Proof proof = new Alarm.Proof(Mode.TCP, Kind.ODD, source, List.of(), Evidence.ORDERED);
        Alarm byHand = new Alarm(source, "by-hand", why).provenBy(clock.now(), proof);
        Verdict verdict = judge.ban(byHand, span, why);
        pipeline.carryOut(Optional.of(byHand), verdict);
        if (verdict instanceof Verdict.Spare) return error(source + " is not banned: " + verdict.why());
        Duration really = verdict instanceof Verdict.Block block ? block.span() : span; // a trial shortens it
        return List.of(
                List.of("ok", "source", "result", "span_s"),
                List.of(source.toString(), "banned", Long.toString(really.toSeconds())));
    }

    private static boolean isLongEnough(Duration span) {
        return span.compareTo(Duration.ofSeconds(1)) >= 0;
    }

    private List<List<String>> release(List<String> words) {
        boolean all = words.size() > 1 && words.get(1).equals("all");
        List<Address> sources =
                all ? judge.blocks().stream().map(Verdict.Block::source).toList() : List.of(address(words));
        List<List<String>> rows = new ArrayList<>(List.of(List.of("ok", "source", "result")));
        for (Address source : sources) {
            Optional<Verdict.Release> release = judge.release(source, clock.now(), "released by hand");
            release.ifPresent(verdict -> pipeline.carryOut(Optional.empty(), verdict));
            if (release.isPresent()) rows.add(List.of(source.toString(), "released"));
            else if (!all) return error(source + " is not blocked");
        }
        return rows;
    }
}
