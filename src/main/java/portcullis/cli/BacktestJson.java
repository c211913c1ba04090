package portcullis.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import portcullis.scenario.backtest.Compared;

/** Tells a backtest as one JSON object a line; {@code docs/json.md} promises the fields. */
final class BacktestJson implements BacktestReport {
    private final JsonObjects objects;
    private final JsonGenerator json;
    private final RfcTime times = new RfcTime();

    BacktestJson(PrintWriter out) {
        objects = new JsonObjects(out);
        json = objects.json();
    }

    @Override
    public void recording(Compared compared) {
        for (Compared.Change change : compared.changes()) objects.object("change", () -> change(compared, change));
        for (Compared.Spared spared : compared.spared()) {
            objects.object("spared", () -> {
                json.writeStringField("recording", compared.recording());
                json.writeStringField("source", spared.source().toString());
                seen("now", Optional.of(spared.seen()));
                json.writeStringField("why", spared.why());
                json.writeBooleanField("new", spared.isNew());
            });
        }
        for (Compared.Innocent innocent : compared.innocents()) {
            objects.object("innocent", () -> {
                json.writeStringField("recording", compared.recording());
                json.writeStringField("source", innocent.source().toString());
                seen("now", Optional.of(innocent.seen()));
                json.writeBooleanField("new", innocent.isNew());
            });
        }
    }

    private void change(Compared compared, Compared.Change change) throws IOException {
        json.writeStringField("recording", compared.recording());
        json.writeStringField("what", change.what().word());
        json.writeStringField("source", change.source().toString());
        seen("now", change.now());
        seen("before", change.before());
        if (change.by() > 0) json.writeNumberField("by_s", change.by() / 1e9);
    }

    private void seen(String field, Optional<Compared.Seen> seen) throws IOException {
        if (seen.isEmpty()) return;
        json.writeObjectFieldStart(field);
        json.writeStringField("at", times.text(seen.get().at()));
        json.writeStringField("rule", seen.get().rule());
        if (seen.get().span().isPresent())
            json.writeNumberField("span_s", seen.get().span().get().toMillis() / 1000.0);
        json.writeEndObject();
    }

    @Override
    public void ends(List<Compared> all) {
        objects.object("summary", () -> {
            json.writeNumberField("recordings", all.size());
            json.writeNumberField(
                    "probes", all.stream().mapToLong(Compared::probes).sum());
            for (Compared.What what : Compared.What.values())
                json.writeNumberField(what.word(), BacktestSentences.count(all, what));
            json.writeNumberField(
                    "spared", all.stream().mapToLong(one -> one.spared().size()).sum());
            json.writeNumberField(
                    "innocents",
                    all.stream().mapToLong(one -> one.innocents().size()).sum());
        });
        objects.flush();
    }
}
