package portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portcullis.scenario.SlowestScan;
import portcullis.scenario.coverage.Covered;

/** Coverage as one JSON object a line; {@code docs/json.md} promises the fields. */
final class CoverageJson {
    private final JsonGenerator json;

    private CoverageJson(JsonGenerator json) {
        this.json = json;
    }

    static void tell(PrintWriter out, List<Covered> covered, Map<SlowestScan.Scan, Optional<Duration>> slowest)
            throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            CoverageJson lines = new CoverageJson(json);
            for (Covered each : covered) lines.covered(each);
            for (Map.Entry<SlowestScan.Scan, Optional<Duration>> each : slowest.entrySet())
                lines.slowest(each.getKey(), each.getValue());
        }
    }

    private void covered(Covered covered) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", covered.recorded().isHarmless() ? "harmless" : "scan");
        json.writeStringField("capture", covered.recorded().name());
        json.writeStringField("technique", covered.recorded().technique());
        json.writeStringField("timing", covered.recorded().timing());
        json.writeStringField("family", covered.recorded().family());
        json.writeStringField("command", covered.recorded().command());
        if (!covered.recorded().isHarmless()) scan(covered);
        counts("blamed", covered.wronged());
        counts("grey", covered.greyBlamed());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void scan(Covered covered) throws IOException {
        json.writeBooleanField("found", covered.found().isPresent());
        json.writeNumberField("probes", covered.probes());
        json.writeNumberField("answered", covered.answers());
        json.writeNumberField("scanners", covered.recorded().label().expected().size());
        json.writeNumberField("scanners_found", covered.scannersFound());
        if (covered.found().isEmpty()) return;
        Covered.Found found = covered.found().get();
        json.writeStringField("rule", found.alarm().rule());
        json.writeStringField("source", found.alarm().source().toString());
        json.writeNumberField("probes_to_alarm", found.probes());
        json.writeNumberField("answered_to_alarm", found.answers());
        json.writeNumberField("alarm_after_s", found.nanos() / 1e9);
    }

    private void counts(String field, Map<String, Long> rules) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Long> rule : rules.entrySet()) json.writeNumberField(rule.getKey(), rule.getValue());
        json.writeEndObject();
    }

    private void slowest(SlowestScan.Scan scan, Optional<Duration> gap) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", "slowest");
        json.writeStringField("transport", scan.transport().word());
        json.writeNumberField("version", scan.version());
        json.writeNumberField("ports", scan.ports());
        json.writeBooleanField("found", gap.isPresent());
        if (gap.isPresent()) json.writeNumberField("gap_s", gap.get().toSeconds());
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
