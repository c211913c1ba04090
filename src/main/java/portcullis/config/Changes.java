package portcullis.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import portcullis.fact.Evidence;
import portcullis.fact.Mode;
import portcullis.fact.Words;

/** Writes settings as YAML that reads as the same: what is left out is as shipped, or as the preset has it. */
final class Changes {
    private static final String PLAIN = "[A-Za-z][A-Za-z0-9./-]*";

    private Changes() {}

    /** One value of a setting, as it would be written in a file. */
    static String value(Key key, List<Object> values) {
        if (key.form().isNamed())
            return values.stream().map(one -> named(key, (Named) one)).collect(Collectors.joining(", ", "{ ", " }"));
        if (!key.form().isList()) return item(key.form(), values.get(0));
        return values.stream().map(one -> item(key.form(), one)).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String named(Key key, Named one) {
        List<String> words = one.words().stream().map(Changes::scalar).toList();
        boolean isAlone = key.form() == Form.SECRETS || words.size() == 1;
        return one.name() + ": " + (isAlone ? words.get(0) : "[" + String.join(", ", words) + "]");
    }

    private static String item(Form form, Object value) {
        return switch (form) {
            case COUNT, PORT_LIMIT -> value.toString();
            case COUNT_OR_NEVER, FEW_OR_NEVER -> value.equals(Form.NEVER) ? "0" : value.toString();
            case PORTS -> '"' + value.toString() + '"';
            case SPAN, SPANS -> Words.span((Duration) value);
            case EVIDENCE -> ((Evidence) value).word();
            case DEMANDS ->
                scalar(((Demand) value).responder() + "="
                        + ((Demand) value).least().word());
            case TIME -> '"' + value.toString() + '"';
            case SECURITY -> ((Security) value).word();
            case RESPONSE -> ((Response) value).word();
            case PRESET -> ((Preset) value).word();
            case MODES -> ((Mode) value).word();
            case SWITCH -> value.equals(true) ? "on" : "off";
            case TEXT, WORDS, NETWORKS, HOSTS, OPTIONS, SECRETS -> scalar(value.toString());
        };
    }

    private static String scalar(String text) {
        if (text.matches(PLAIN) && !text.matches("true|false|null|on|off|yes|no")) return text;
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') quoted.append('\\').appendCodePoint(c);
            else if (c < ' ' || c == 0x7F) quoted.append(String.format("\\x%02X", c));
            else quoted.appendCodePoint(c);
        });
        return quoted.append('"').toString();
    }

    /** One line for each group: {@code trigger: {ports: 5, within: 10m}}. */
    static List<String> lines(Map<String, String> values) {
        Map<String, Map<String, String>> groups = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        values.forEach((path, value) -> {
            int dot = path.indexOf('.');
            if (dot < 0) lines.add(path + ": " + value);
            else
                groups.computeIfAbsent(path.substring(0, dot), group -> new TreeMap<>())
                        .put(path.substring(dot + 1), value);
        });
        groups.forEach((group, inside) -> lines.add(group + ": { " + String.join(", ", lines(inside)) + " }"));
        return lines;
    }
}
