package portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Writes one JSON object a line, each named by its event. */
final class JsonObjects {
    private final JsonGenerator json;

    JsonObjects(PrintWriter out) {
        try {
            JsonFactory lines = new JsonFactory().setRootValueSeparator(null); // each object ends its line
            json = lines.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the fields of an object go. */
    JsonGenerator json() {
        return json;
    }

    interface Writing {
        void write() throws IOException;
    }

    void object(String event, Writing fields) {
        try {
            json.writeStartObject();
            json.writeStringField("event", event);
            fields.write();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() {
        try {
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
