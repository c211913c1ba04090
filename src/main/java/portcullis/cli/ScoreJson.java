package portcullis.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import portcullis.fact.Alarm;
import portcullis.scenario.score.Baseline;
import portcullis.scenario.score.Label;
import portcullis.scenario.score.Scored;
import portcullis.scenario.score.Total;

/** Tells a score as one JSON object a line; {@code docs/json.md} promises the fields, and a baseline is read from them. */
final class ScoreJson implements ScoreReport {
    private final JsonObjects objects;
    private final JsonGenerator json;

    ScoreJson(PrintWriter out) {
        objects = new JsonObjects(out);
        json = objects.json();
    }

    @Override
    public void capture(Scored scored) {
        objects.object("capture", () -> {
            label(scored.label());
            json.writeArrayFieldStart("found");
            for (Scored.Found found : scored.found()) found(found);
            json.writeEndArray();
            json.writeArrayFieldStart("missed");
            for (Scored.Missed missed : scored.missed()) missed(missed);
            json.writeEndArray();
            json.writeArrayFieldStart("blamed");
            for (Scored.Blamed blamed : scored.blamed()) reported(blamed.alarm(), blamed.isBlocked(), () -> {});
            json.writeEndArray();
            json.writeNumberField("probes", scored.probes());
            if (scored.damage().isPresent())
                json.writeStringField("damage", scored.damage().get());
        });
    }

    private void label(Label label) throws IOException {
        json.writeStringField("path", label.path());
        json.writeStringField("class", label.labelClass());
        json.writeStringField("victim", label.victim());
        if (label.apart().isPresent())
            json.writeStringField("apart", label.apart().get());
        texts("kinds", label.kinds());
        texts("tags", label.tags());
        texts("expected", label.expected().stream().map(Object::toString).toList());
    }

    private void texts(String field, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) json.writeString(text);
        json.writeEndArray();
    }

    private void found(Scored.Found found) throws IOException {
        reported(found.alarm(), found.isBlocked(), () -> {
            json.writeNumberField("at_port", found.ports());
            json.writeNumberField("after_s", found.nanos() / 1e9);
        });
    }

    private void missed(Scored.Missed missed) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", missed.source().toString());
        json.writeStringField("why", missed.why());
        json.writeEndObject();
    }

    private void reported(Alarm alarm, boolean isBlocked, JsonObjects.Writing more) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", alarm.source().toString());
        json.writeBooleanField("blocked", isBlocked);
        json.writeStringField("rule", alarm.rule());
        json.writeStringField("reason", alarm.reason());
        json.writeArrayFieldStart("ports");
        for (int port : alarm.proof().ports()) json.writeNumber(port);
        json.writeEndArray();
        more.write();
        json.writeEndObject();
    }

    @Override
    public void ends(List<Total> totals, Optional<Baseline.Comparison> comparison) {
        for (Total total : totals) objects.object("total", () -> total(total));
        comparison.ifPresent(found -> objects.object("comparison", () -> comparison(found)));
        objects.flush();
    }

    private void total(Total total) throws IOException {
        json.writeStringField("of", total.of());
        json.writeStringField("name", total.name());
        json.writeNumberField("captures", total.captures());
        json.writeNumberField("expected", total.expected());
        json.writeNumberField("found", total.found());
        json.writeNumberField("found_blocked", total.foundBlocked());
        json.writeNumberField("missed", total.missed());
        json.writeNumberField("blamed", total.blamed());
        json.writeNumberField("blamed_blocked", total.blamedBlocked());
        json.writeNumberField("captures_with_blamed", total.capturesWithBlamed());
        if (total.medianPorts().isPresent()) {
            json.writeNumberField("at_port_median", total.medianPorts().getAsInt());
            json.writeNumberField("at_port_most", total.mostPorts().orElseThrow());
        }
    }

    private void comparison(Baseline.Comparison comparison) throws IOException {
        json.writeNumberField("captures", comparison.compared());
        json.writeBooleanField("worse", comparison.isWorse());
        texts("in", comparison.worse());
        json.writeArrayFieldStart("changes");
        for (Baseline.Change change : comparison.changes()) {
            json.writeStartObject();
            json.writeStringField("now", change.what());
            json.writeStringField("path", change.path());
            json.writeStringField("victim", change.victim());
            json.writeStringField("source", change.source().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
