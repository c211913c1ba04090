package portcullis.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeSet;
import portcullis.scenario.RuleCoverage;
import portcullis.scenario.Tested;
import portcullis.watch.Abreast.Timed;

/** Tested scenarios, and what they show, as one JSON object a line; {@code docs/json.md} promises the fields. */
final class TestJson {
    private final JsonObjects objects;
    private final JsonGenerator json;

    TestJson(PrintWriter out) {
        objects = new JsonObjects(out);
        json = objects.json();
    }

    /** @param outcome passed, failed or written */
    void test(String outcome, Timed<Tested> timed) {
        objects.object("test", () -> {
            json.writeStringField("file", timed.result().file().toString());
            json.writeStringField("result", outcome);
            json.writeNumberField("took_s", timed.took().toNanos() / 1e9);
            words("details", TestSentences.details(timed.result()));
        });
        objects.flush();
    }

    /** @param responders all that there are */
    void coverage(RuleCoverage coverage, List<String> responders) {
        for (RuleCoverage.OfRule rule : coverage.rules()) objects.object("rule", () -> rule(rule));
        TreeSet<String> names = new TreeSet<>(responders);
        names.addAll(coverage.responders().keySet());
        for (String name : names)
            objects.object("responder", () -> {
                json.writeStringField("responder", name);
                words("planned", coverage.responders().getOrDefault(name, List.of()));
            });
        objects.flush();
    }

    private void rule(RuleCoverage.OfRule rule) throws IOException {
        json.writeStringField("rule", rule.id());
        words("fired", rule.fired());
        words("nearly", rule.nearly());
        json.writeArrayFieldStart("conditions");
        for (RuleCoverage.OfCondition condition : rule.conditions()) {
            json.writeStartObject();
            json.writeStringField("condition", condition.text());
            json.writeBooleanField("ever_true", condition.isEverTrue());
            json.writeBooleanField("ever_false", condition.isEverFalse());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** @param blamed recordings of harmless traffic in which somebody is blamed */
    void sum(int passed, int failed, List<String> blamed) {
        objects.object("tested", () -> {
            json.writeNumberField("passed", passed);
            json.writeNumberField("failed", failed);
            words("blamed", blamed);
        });
        objects.flush();
    }

    private void words(String field, List<String> words) throws IOException {
        json.writeArrayFieldStart(field);
        for (String word : words) json.writeString(word);
        json.writeEndArray();
    }
}
