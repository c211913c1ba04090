package portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portcullis.config.Form;
import portcullis.config.Key;
import portcullis.config.Preset;
import portcullis.fact.Mode;

/** The settings file in the words of JSON Schema, for editors: what may stand where, and what it means. Made from {@link Key}. */
final class SettingsSchema {
    private static final String SPAN = "^[0-9]{1,9} ?(ms|s|m|h|d)$";
    private static final String PORTS = "^ *([0-9]{1,5}(-[0-9]{1,5})?( *, *[0-9]{1,5}(-[0-9]{1,5})?)*)? *$";
    private static final String NAME = "^[a-z][a-z0-9-]{0,62}$";
    private static final List<String> EVIDENCE = List.of("forgeable", "handshake", "data");

    private SettingsSchema() {}

    static String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#"); // the newest that editors agree on
        schema.put("title", "Settings of Portcullis");
        Map<String, Object> properties = new TreeMap<>();
        for (Key key : Key.values()) put(properties, key.path().split("\\."), 0, key);
        properties.put(
                "trigger",
                anyOf(properties.get("trigger"), item(Key.TRIGGER_PROBES.form()))); // PortSentry's one number
        schema.putAll(mapping(properties));
        schema.put("patternProperties", Map.of("^[a-z-]+(\\.[a-z-]+)+$", true)); // trigger.ports: 3 is as good
        return written(schema);
    }

    private static void put(Map<String, Object> properties, String[] path, int at, Key key) {
        if (at == path.length - 1) {
            properties.put(path[at], setting(key));
            return;
        }
        Map<String, Object> below = new LinkedHashMap<>();
        if (properties.get(path[at]) instanceof Map<?, ?> known)
            known.forEach((name, part) -> below.put((String) name, part));
        else below.putAll(mapping(new TreeMap<>()));
        Map<String, Object> parts = new TreeMap<>();
        if (below.get("properties") instanceof Map<?, ?> known)
            known.forEach((name, part) -> parts.put((String) name, part));
        put(parts, path, at + 1, key);
        below.put("properties", parts);
        properties.put(path[at], below);
    }

    private static Map<String, Object> mapping(Map<String, Object> properties) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("type", "object");
        mapping.put("properties", properties);
        mapping.put("additionalProperties", false);
        return mapping;
    }

    private static Map<String, Object> setting(Key key) {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("description", key.meaning() + ". Unless set: " + key.standard());
        Map<String, Object> item = item(key.form());
        if (!key.form().isList() && key.form() != Form.PORTS) {
            setting.putAll(item);
        } else {
            Map<String, Object> list = list(item);
            boolean isNeverEmpty = key.form() == Form.SPANS || key.form() == Form.MODES;
            if (isNeverEmpty) list.put("minItems", 1);
            setting.putAll(anyOf(list, item));
        }
        return setting;
    }

    private static Map<String, Object> list(Object item) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", item);
        return list;
    }

    private static Map<String, Object> item(Form form) {
        return switch (form) {
            case OPTIONS -> named(anyOf(list(item(Form.WORDS)), item(Form.WORDS)));
            case SECRETS -> named(text("^/."));
            case TEXT, WORDS -> Map.of("type", List.of("string", "number", "boolean"));
            case COUNT -> number(0, 1_000_000);
            case COUNT_OR_NEVER -> number(0, 65_536);
            case FEW_OR_NEVER -> number(0, 64);
            case PORT_LIMIT -> number(1, 65_536);
            case PORTS -> anyOf(text(PORTS), number(0, 65_535));
            case SPAN, SPANS -> text(SPAN);
            case EVIDENCE -> choice(EVIDENCE);
            case DEMANDS -> text("^[^=]+= *(" + String.join("|", EVIDENCE) + ") *$");
            case RESPONSE -> choice(List.of("report", "respond", "run"));
            case TIME -> text("^([01][0-9]|2[0-3]):[0-5][0-9]$");
            case SECURITY -> choice(List.of("starttls", "tls", "none"));
            case PRESET -> choice(Preset.words());
            case MODES -> choice(modes());
            case NETWORKS, HOSTS -> Map.of("type", "string");
            case SWITCH -> Map.of("enum", List.of("on", "off", true, false));
        };
    }

    /** The names are the administrator's. */
    private static Map<String, Object> named(Object value) {
        Map<String, Object> named = mapping(new TreeMap<>());
        named.put("patternProperties", Map.of(NAME, value));
        return named;
    }

    /** PortSentry writes its modes with a hyphen in front; so may we. */
    private static List<String> modes() {
        List<String> modes =
                new ArrayList<>(Arrays.stream(Mode.values()).map(Mode::word).toList());
        modes.addAll(modes.stream().map(mode -> "-" + mode).toList());
        return modes;
    }

    private static Map<String, Object> anyOf(Object one, Object other) {
        return Map.of("anyOf", List.of(one, other));
    }

    private static Map<String, Object> number(int least, int most) {
        return new TreeMap<>(Map.of("type", "integer", "minimum", least, "maximum", most));
    }

    private static Map<String, Object> text(String pattern) {
        return new TreeMap<>(Map.of("type", "string", "pattern", pattern));
    }

    private static Map<String, Object> choice(List<String> words) {
        return Map.of("enum", words);
    }

    private static String written(Map<String, Object> schema) {
        StringWriter text = new StringWriter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
            write(json, schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) write(json, each);
            json.writeEndArray();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }
}
