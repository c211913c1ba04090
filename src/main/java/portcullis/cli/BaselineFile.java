package portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.scenario.score.Baseline;

/** Reads what {@code score --json} wrote earlier: of each capture who was found and who was blamed. Other lines and fields are skipped. */
final class BaselineFile {
    private final Path file;
    private final Map<Baseline.Key, Baseline.Before> captures = new HashMap<>();
    private int line;

    private BaselineFile(Path file) {
        this.file = file;
    }

    /** @throws Refused where the file is none, or holds no capture */
    static Baseline read(Path file) throws Refused {
        BaselineFile read = new BaselineFile(file);
        try {
            for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) read.line(text);
        } catch (IOException e) {
            throw read.refused("is not what score --json writes: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
        read.line = 0;
        if (read.captures.isEmpty()) throw read.refused("holds no score of any capture");
        return new Baseline(read.captures);
    }

    private Refused refused(String found) {
        return new Refused(
                List.of(new Problem(file.toString(), line, 0, found, "write one with portcullis score --json")));
    }

    private void line(String text) throws IOException, Refused {
        line++;
        if (text.isBlank()) return;
        Map<String, String> texts = new HashMap<>();
        Map<String, Set<Address>> sources = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw refused("no object stands on this line");
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) texts.put(field, parser.getText());
                if (value == JsonToken.START_ARRAY) sources.put(field, sources(parser));
                if (value == JsonToken.START_OBJECT) parser.skipChildren();
            }
        }
        if (!texts.getOrDefault("event", "").equals("capture")) return;
        if (!texts.keySet().containsAll(List.of("path", "victim"))
                || !sources.keySet().containsAll(List.of("found", "blamed")))
            throw refused("a capture without path, victim, found or blamed");
        captures.put(
                new Baseline.Key(texts.get("path"), texts.get("victim")),
                new Baseline.Before(sources.get("found"), sources.get("blamed")));
    }

    /** The field {@code source} of each object in the array that has just begun. */
    private static Set<Address> sources(JsonParser parser) throws IOException {
        Set<Address> sources = new HashSet<>();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) return sources;
            if (token.isStructStart()) depth++;
            if (token.isStructEnd()) depth--;
            if (depth == 2
                    && token == JsonToken.FIELD_NAME
                    && parser.currentName().equals("source")) {
                Optional<Address> source = Address.parse(String.valueOf(parser.nextTextValue()));
                source.ifPresent(sources::add);
            }
        }
        return sources;
    }
}
