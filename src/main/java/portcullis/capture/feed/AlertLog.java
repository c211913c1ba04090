package portcullis.capture.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Address;
import portcullis.fact.AlertNews;

/** Reads alerts line by line: Snort's fast format, which Suricata writes as well, and Suricata's EVE, which is JSON. */
final class AlertLog implements Function<String, Meaning> {
    private static final Pattern FAST = Pattern.compile(
            "(?<a>\\d\\d)/(?<b>\\d\\d)(?:/(?<c>\\d\\d|\\d{4}))?-(?<time>\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9})\\s+\\[\\*\\*]\\s+\\[\\d+:(?<signature>\\d{1,10}):\\d+]"
                    + "\\s+(?<message>.*?)\\s+\\[\\*\\*]\\s+(?:\\[Classification: (?<class>[^]]*)]\\s+)?\\[Priority: (?<priority>\\d{1,3})]"
                    + "\\s+\\{(?<protocol>[^}]*)}\\s+(?<source>\\S+)\\s+->\\s+(?<target>\\S+)");
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_FIELDS = 1_000;

    private final SyslogTime times;

    AlertLog(SyslogTime times) {
        this.times = times;
    }

    @Override
    public Meaning apply(String line) {
        try {
            return line.startsWith("{") ? eve(line) : fast(line);
        } catch (IOException | NumberFormatException broken) {
            return Meaning.BAD;
        }
    }

    private record End(Address address, int port) {}

    private Meaning fast(String line) {
        Matcher read = FAST.matcher(line);
        if (!read.matches()) return Meaning.BAD;
        boolean hasPorts = read.group("protocol").matches("TCP|UDP|SCTP");
        Optional<End> source = end(read.group("source"), hasPorts);
        Optional<End> target = end(read.group("target"), hasPorts);
        Optional<SyslogTime.Moment> when = when(read);
        if (source.isEmpty() || target.isEmpty() || when.isEmpty()) return Meaning.BAD;
        return Meaning.of(new AlertNews(
                when.get().nanos(),
                source.get().address(),
                target.get().address(),
                target.get().port(),
                Lines.plain(read.group("protocol")),
                Long.parseLong(read.group("signature")),
                Integer.parseInt(read.group("priority")),
                Lines.plain(read.group("class") == null ? "" : read.group("class")),
                Lines.plain(read.group("message").replaceAll("^\"(.*)\"$", "$1"))));
    }

    /** Month and day; Suricata adds the year behind them, Snort before or behind, in two digits. */
    private Optional<SyslogTime.Moment> when(Matcher read) {
        int a = Integer.parseInt(read.group("a"));
        int b = Integer.parseInt(read.group("b"));
        String time = read.group("time");
        if (read.group("c") == null) return times.within(a, b, time);
        int c = Integer.parseInt(read.group("c"));
        if (a > 12) return times.of(2_000 + a, b, c, time);
        return times.of(c < 100 ? 2_000 + c : c, a, b, time);
    }

    /** IPv6 stands without brackets, and a port behind one colon more. */
    private static Optional<End> end(String text, boolean hasPort) {
        int colon = text.lastIndexOf(':');
        if (!hasPort || colon < 0) return Address.parse(text).map(address -> new End(address, 0));
        String port = text.substring(colon + 1);
        if (!port.matches("\\d{1,5}")) return Optional.empty();
        return Address.parse(text.substring(0, colon)).map(address -> new End(address, Integer.parseInt(port)));
    }

    private Meaning eve(String line) throws IOException {
        Map<String, String> fields = fields(line);
        if (!fields.containsKey("event_type")) return Meaning.BAD;
        if (!fields.get("event_type").equals("alert")) return Meaning.OTHER;
        Optional<Address> source = Address.parse(fields.getOrDefault("src_ip", ""));
        Optional<Address> target = Address.parse(fields.getOrDefault("dest_ip", ""));
        Optional<SyslogTime.Moment> when = times.ofIso(fields.getOrDefault("timestamp", ""));
        if (source.isEmpty() || target.isEmpty() || when.isEmpty()) return Meaning.BAD;
        return Meaning.of(new AlertNews(
                when.get().nanos(),
                source.get(),
                target.get(),
                port(fields.getOrDefault("dest_port", "0")),
                Lines.plain(fields.getOrDefault("proto", "")),
                Long.parseLong(fields.getOrDefault("alert.signature_id", "0")),
                Integer.parseInt(fields.getOrDefault("alert.severity", "3")),
                Lines.plain(fields.getOrDefault("alert.category", "")),
                Lines.plain(fields.getOrDefault("alert.signature", ""))));
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 0 || port > 65_535) throw new NumberFormatException(text);
        return port;
    }

    /** Plain values of the object, and of {@code alert} within it, with a dot. */
    private static Map<String, String> fields(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            read(json, "", fields);
            if (json.nextToken() != null) throw new IOException("more behind the object");
        }
        return fields;
    }

    private static void read(JsonParser json, String prefix, Map<String, String> fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME && fields.size() < MOST_FIELDS) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && prefix.isEmpty() && name.equals("alert"))
                read(json, "alert.", fields);
            else if (value.isStructStart()) json.skipChildren();
            else fields.put(prefix + name, json.getText());
        }
        if (json.currentToken() != JsonToken.END_OBJECT) throw new IOException("no end");
    }
}
