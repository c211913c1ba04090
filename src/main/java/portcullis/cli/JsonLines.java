package portcullis.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Entry;
import portcullis.fact.Fate;
import portcullis.fact.Outcome;
import portcullis.fact.Story;
import portcullis.fact.Verdict;
import portcullis.scenario.Replay;

/** Tells a replay as one JSON object a line; {@code docs/json.md} promises the fields. */
final class JsonLines implements Report {
    private final JsonObjects objects;
    private final JsonGenerator json;
    private final Tally tally = new Tally();
    private final RfcTime times = new RfcTime();
    private Address source = new Address(0, 0);
    private String sourceText = source.toString();
    private Duration span = Duration.ZERO;
    private String spanText = seconds(span);

    JsonLines(PrintWriter out) {
        objects = new JsonObjects(out);
        json = objects.json();
    }

    private void object(String event, JsonObjects.Writing fields) {
        objects.object(event, fields);
    }

    @Override
    public void begins(String names, Replay.Found found) {}

    @Override
    public void record(Entry entry) {
        tally.count(entry);
        if (entry instanceof Alarm alarm) object("alarm", () -> alarm(alarm));
        else if (entry instanceof Outcome outcome) object("effect", () -> outcome(outcome));
        else object("verdict", () -> verdict((Verdict) entry));
    }

    @Override
    public void more(long at, Optional<Address> source, long events) {
        object("more", () -> {
            json.writeStringField("at", times.text(at));
            if (source.isPresent()) json.writeStringField("source", source.get().toString());
            json.writeNumberField("events", events);
        });
    }

    private void alarm(Alarm alarm) throws IOException {
        json.writeStringField("at", times.text(alarm.at()));
        json.writeStringField("source", text(alarm.source()));
        json.writeStringField("rule", alarm.rule());
        json.writeStringField("reason", alarm.reason());
        json.writeArrayFieldStart("ports");
        for (int port : alarm.proof().ports()) json.writeNumber(port);
        json.writeEndArray();
        json.writeStringField("transport", alarm.proof().transport().word());
        json.writeStringField("mode", alarm.proof().mode().word());
        json.writeStringField("kind", alarm.proof().kind().word());
        json.writeStringField("target", alarm.proof().target().toString());
        json.writeStringField("evidence", alarm.proof().evidence().word());
        if (alarm.isShadow()) json.writeBooleanField("shadow", true);
    }

    private void verdict(Verdict verdict) throws IOException {
        json.writeStringField("at", times.text(verdict.at()));
        json.writeStringField("source", text(verdict.source()));
        json.writeStringField("decision", verdict.decision());
        Verdict meant = verdict instanceof Verdict.Shadow shadow ? shadow.would() : verdict;
        if (meant instanceof Verdict.Block block) {
            json.writeFieldName("span_s");
            json.writeNumber(text(block.span()));
        }
        if (verdict instanceof Verdict.Shadow shadow) {
            json.writeStringField("would", meant.decision());
            json.writeBooleanField("guarded", shadow.isGuarded());
        }
        json.writeStringField("why", verdict.why());
    }

    /** The latest is kept, as an alarm is of the same source as all that came of it. */
    private String text(Address address) {
        if (!address.equals(source)) {
            source = address;
            sourceText = address.toString();
        }
        return sourceText;
    }

    /** The latest is kept, as most blocks last as long as the one before. */
    private String text(Duration wanted) {
        if (!wanted.equals(span)) {
            span = wanted;
            spanText = seconds(wanted);
        }
        return spanText;
    }

    private static String seconds(Duration span) {
        return Double.toString(span.toMillis() / 1000.0);
    }

    private void outcome(Outcome outcome) throws IOException {
        json.writeStringField("at", times.text(outcome.at()));
        json.writeStringField("source", text(outcome.verdict().source()));
        json.writeStringField("decision", outcome.verdict().decision());
        json.writeStringField("responder", outcome.responder());
        json.writeStringField("state", outcome.state().word());
        effect(outcome.effect());
        if (!outcome.detail().isEmpty()) json.writeStringField("detail", outcome.detail());
    }

    private void effect(Effect effect) throws IOException {
        List<String> argv = effect.argv();
        if (!argv.isEmpty()) {
            json.writeArrayFieldStart("argv");
            for (String word : argv) json.writeString(word);
            json.writeEndArray();
        }
        if (effect instanceof Effect.Command command && !command.input().isEmpty())
            json.writeStringField("input", command.input());
        if (effect instanceof Effect.AppendLine append) edit("append", append.file(), append.line());
        if (effect instanceof Effect.RemoveLine remove) edit("remove", remove.file(), remove.line());
        if (effect instanceof Effect.Banner banner) json.writeStringField("banner", banner.text());
        if (effect instanceof Effect.Post post) post(post);
        if (effect instanceof Effect.Say say) json.writeStringField("say", say.text());
    }

    private void post(Effect.Post post) throws IOException {
        json.writeStringField("post", post.url());
        json.writeStringField("body", post.body());
        if (!post.secret().equals(Effect.Secret.NONE))
            json.writeStringField("signed_with", post.secret().name());
    }

    private void edit(String edit, String file, String line) throws IOException {
        json.writeStringField("edit", edit);
        json.writeStringField("file", file);
        json.writeStringField("line", line);
    }

    @Override
    public void ends(Replay.Ended ended) {
        for (Story story : ended.stories()) object("story", () -> new StoryJson(json, times).write(story));
        object("summary", () -> {
            json.writeNumberField("packets", ended.reading().frames());
            json.writeObjectFieldStart("undecoded");
            for (Map.Entry<String, Long> reason : new TreeMap<>(ended.reading().undecoded()).entrySet()) {
                json.writeNumberField(reason.getKey(), reason.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("probes", ended.probes());
            json.writeNumberField("ignored_probes", ended.ignoredProbes());
            json.writeNumberField("sources", ended.sources());
            json.writeObjectFieldStart("fates");
            for (Map.Entry<Fate, Long> fate : ended.fates().entrySet())
                json.writeNumberField(fate.getKey().word(), fate.getValue());
            json.writeEndObject();
            json.writeNumberField("alarms", tally.alarms());
            json.writeNumberField("alarmed_sources", tally.alarmedSources());
            json.writeNumberField("blocks", tally.blocks());
            json.writeNumberField("shadow_alarms", tally.shadows());
            json.writeNumberField(
                    "elapsed_s", (ended.reading().last() - ended.reading().first()) / 1e9);
            if (ended.reading().damage().isPresent())
                json.writeStringField("damage", ended.reading().damage().get());
        });
        flush();
    }

    @Override
    public void flush() {
        objects.flush();
    }
}
