package portcullis.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import portcullis.fact.Story;
import portcullis.fact.Tool;
import portcullis.journal.HistoryLine;
import portcullis.journal.Sighted;
import portcullis.scenario.life.Account;

/** Tells what is known of a source as JSON; {@code docs/json.md} promises the fields. */
final class AccountJson {
    private final JsonObjects objects;
    private final JsonGenerator json;
    private final RfcTime times = new RfcTime();

    AccountJson(PrintWriter out) {
        objects = new JsonObjects(out);
        json = objects.json();
    }

    void tell(Account account) {
        account.touches().forEach(touch -> objects.object("touch", () -> touch(touch)));
        account.said().forEach(line -> objects.object("said", () -> said(line)));
        for (Story story : account.story().stream().toList())
            objects.object("story", () -> new StoryJson(json, times).write(story));
        objects.flush();
    }

    private void touch(Sighted touch) throws IOException {
        json.writeStringField("first", times.text(touch.first()));
        json.writeStringField("last", times.text(touch.last()));
        json.writeNumberField("count", touch.count());
        json.writeStringField("transport", touch.transport().word());
        json.writeStringField("kind", touch.kind().word());
        json.writeStringField("target", touch.target().toString());
        json.writeNumberField("port", touch.port());
        json.writeNumberField("source_port", touch.sourcePort());
        json.writeBooleanField("served", touch.isServed());
        if (touch.tool() != Tool.NONE)
            json.writeStringField("tool", touch.tool().word());
    }

    private void said(HistoryLine line) throws IOException {
        json.writeStringField("at", times.text(line.at()));
        json.writeStringField("what", line.what().replace('_', '-'));
        if (!line.who().isEmpty()) json.writeStringField("who", line.who());
        json.writeStringField("text", line.text());
    }
}
