package portcullis.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import portcullis.fact.Fate;
import portcullis.fact.Kind;
import portcullis.fact.Ports;
import portcullis.fact.Story;
import portcullis.fact.Transport;

/** The fields of a story; {@code docs/json.md} promises them. */
final class StoryJson {
    private final JsonGenerator json;
    private final RfcTime times;

    StoryJson(JsonGenerator json, RfcTime times) {
        this.json = json;
        this.times = times;
    }

    void write(Story story) throws IOException {
        json.writeStringField("source", story.source().toString());
        if (story.ignoredBecause().isPresent())
            json.writeStringField("ignored_because", story.ignoredBecause().get());
        json.writeArrayFieldStart("sent");
        for (Map.Entry<Fate, Story.Digest> entry : story.digests().entrySet()) digest(entry.getKey(), entry.getValue());
        json.writeEndArray();
        json.writeArrayFieldStart("told");
        for (Story.Told told : story.told()) told(told);
        json.writeEndArray();
        json.writeArrayFieldStart("silent");
        for (Story.Silent silent : story.silent()) silent(silent);
        json.writeEndArray();
    }

    private void digest(Fate fate, Story.Digest digest) throws IOException {
        json.writeStartObject();
        json.writeStringField("fate", fate.word());
        json.writeNumberField("packets", digest.packets());
        json.writeStringField("first", times.text(digest.first()));
        json.writeStringField("last", times.text(digest.last()));
        json.writeObjectFieldStart("kinds");
        for (Map.Entry<Kind, Long> kind : digest.kinds().entrySet())
            json.writeNumberField(kind.getKey().word(), kind.getValue());
        json.writeEndObject();
        json.writeObjectFieldStart("ports");
        for (Map.Entry<Transport, Ports> ports : digest.ports().entrySet())
            json.writeStringField(ports.getKey().word(), ports.getValue().toString());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void told(Story.Told told) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", told.first().rule());
        json.writeStringField("reason", told.first().reason());
        json.writeStringField("at", times.text(told.first().at()));
        json.writeNumberField("times", told.times());
        json.writeStringField("sentence", told.sentence());
        json.writeArrayFieldStart("matched");
        for (Story.Matched matched : told.matched()) {
            json.writeStartObject();
            json.writeStringField("condition", matched.condition());
            json.writeNumberField("value", matched.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void silent(Story.Silent silent) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", silent.rule());
        json.writeStringField("words", silent.words());
        json.writeNumberField("nearness", silent.nearness());
        if (!silent.wanted().isEmpty()) {
            json.writeStringField("wanted", silent.wanted());
            json.writeNumberField("reached", silent.reached());
            json.writeBooleanField("last", silent.isLast());
        }
        if (silent.isTouched()) json.writeStringField("at", times.text(silent.at()));
        json.writeEndObject();
    }
}
