package portcullis.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Mode;
import portcullis.fact.Network;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Words;

/** What may stand as the value of a setting, how it is read, and how a mistake is answered. */
public enum Form {
    TEXT("text", false),
    COUNT("a whole number from 0 to 1000000", false),
    /** As COUNT, where 0 switches a rule off: written into rules as a number that is never reached. */
    COUNT_OR_NEVER("a whole number from 0 to 65536", false),
    /** The same of what logs tell of: as many as are remembered of one source or user. */
    FEW_OR_NEVER("a whole number from 0 to 64", false),
    PORT_LIMIT("a port from 1 to 65536", false),
    PORTS("ports and ranges, as in \"22,80,8000-8100\"", false),
    SPAN("a span such as 90s, 10m, 1h or 7d, at most 36500d", false),
    SPANS("a list of spans, as in [10m, 1h]", true),
    EVIDENCE("forgeable, handshake or data", false),
    DEMANDS("a list of responder=evidence, as in [blackhole-the-route=handshake]", true),
    RESPONSE("report, respond or run", false),
    PRESET("shipped, portsentry or classic", false),
    MODES(
            "a list of modes: tcp, udp, stcp, sudp, atcp, audp, stealth, strays, served, sctp, ping, protocols, neighbours, logins, alerts",
            true),
    NETWORKS("a list of addresses and networks, as in [192.0.2.0/24, \"2001:db8::/32\"]", true),
    HOSTS("a list of addresses, networks and names of hosts, as in [192.0.2.0/24, admin.example.org]", true),
    WORDS("a list of words", true),
    TIME("a time of day such as 07:00", false),
    SECURITY("starttls, tls or none", false),
    OPTIONS(
            "names of your own, each with text or a list of text, as in {webhook-url: \"https://192.0.2.8/hook\"}",
            false),
    SECRETS("names of your own, each with an absolute path, as in {webhook: /etc/portcullis/webhook.key}", false),
    SWITCH("on or off", false);

    static final int NEVER = 1_000_000_000;
    /** Times are nanoseconds in a long, which hold three centuries. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern SPAN_TEXT = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})\\.)*(?=[0-9-]*[A-Za-z])[A-Za-z0-9-]{1,63}\\.?");

    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private final String words;
    private final boolean list;

    Form(String words, boolean list) {
        this.words = words;
        this.list = list;
    }

    /** What would do, in words. */
    public String words() {
        return words;
    }

    public boolean isList() {
        return list;
    }

    /** Whether an administrator chooses the names of what stands in it. */
    public boolean isNamed() {
        return this == OPTIONS || this == SECRETS;
    }

    /** Reads one item; empty where the text does not fit. */
    Optional<Object> read(String text) {
        return switch (this) {
            case TEXT, WORDS, OPTIONS -> Optional.of(text);
            case SECRETS -> isAbsolute(text) ? Optional.of(text) : Optional.empty();
            case COUNT -> number(text, 0, 1_000_000);
            case COUNT_OR_NEVER -> number(text, 0, 65_536).map(n -> n.equals(0) ? NEVER : n);
            case FEW_OR_NEVER -> number(text, 0, 64).map(n -> n.equals(0) ? NEVER : n);
            case PORT_LIMIT -> number(text, 1, 65_536);
            case PORTS -> ports(text).map(Object.class::cast);
            case SPAN, SPANS -> span(text).map(Object.class::cast);
            case EVIDENCE -> Demand.evidence(text).map(Object.class::cast);
            case DEMANDS -> Demand.parse(text).map(Object.class::cast);
            case RESPONSE -> response(text);
            case TIME -> time(text);
            case SECURITY -> Security.of(text).map(Object.class::cast);
            case PRESET -> Preset.of(text).map(Object.class::cast);
            case SWITCH ->
                text.matches("on|off|true|false") // YAML of old takes on for true
                        ? Optional.of(text.equals("on") || text.equals("true"))
                        : Optional.empty();
            case MODES ->
                Mode.of(text.startsWith("-") ? text.substring(1) : text).map(Object.class::cast);
            case NETWORKS -> Network.parse(text).map(Object.class::cast);
            case HOSTS -> host(text);
        };
    }

    /** Values as an administrator writes them. */
    String written(List<Object> values) {
        List<String> words = values.stream().map(Form::written).toList();
        if (list) return "[" + String.join(", ", words) + "]";
        if (isNamed()) return "{" + String.join(", ", words) + "}";
        return String.join(", ", words);
    }

    private static String written(Object value) {
        if (value instanceof Duration span) return Words.span(span);
        if (value instanceof Boolean on) return on ? "on" : "off";
        if (value instanceof Enum<?> word) return word.name().toLowerCase(Locale.ROOT);
        if (value instanceof String text) return text.isEmpty() ? "\"\"" : text;
        if (value instanceof Named named) return named.name() + ": " + String.join(", ", named.words());
        return value.equals(NEVER) ? "0" : value.toString();
    }

    private static boolean isAbsolute(String text) {
        try {
            return Path.of(text).isAbsolute();
        } catch (InvalidPathException notOne) { // its message holds the text, which may be a secret
            return false;
        }
    }

    /** Its last part has a letter, as no top-level domain is a number: else a slip in an address would be a name. */
    private static Optional<Object> host(String text) {
        Optional<Object> network = Network.parse(text).map(Object.class::cast);
        return network.isEmpty() && text.length() <= 253 && NAME.matcher(text).matches() ? Optional.of(text) : network;
    }

    private static Optional<Object> number(String text, int least, int most) {
        if (!text.matches("[0-9]{1,8}")) return Optional.empty();
        int number = Integer.parseInt(text);
        return number < least || number > most ? Optional.empty() : Optional.of(number);
    }

    private static Optional<Object> time(String text) {
        return text.matches("([01][0-9]|2[0-3]):[0-5][0-9]") ? Optional.of(LocalTime.parse(text)) : Optional.empty();
    }

    private static Optional<Object> response(String text) {
        return Arrays.stream(Response.values())
                .filter(r -> r.word().equals(text))
                .findFirst()
                .map(Object.class::cast);
    }

    /** Reads a span of time; empty where the text is none. */
    public static Optional<Duration> span(String text) {
        Matcher matcher = SPAN_TEXT.matcher(text.strip());
        if (!matcher.matches()) return Optional.empty();
        Duration span = UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
        return span.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(span);
    }

    /** Reads ports and ranges; blanks around them and an empty text are accepted. */
    public static Optional<Ports> ports(String text) {
        List<PortRange> ranges = new ArrayList<>();
        if (text.isBlank()) return Optional.of(Ports.NONE);
        for (String item : text.split(",", -1)) {
            Matcher matcher = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?").matcher(item.strip());
            if (!matcher.matches()) return Optional.empty();
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first > last || last >= PortRange.PORTS) return Optional.empty();
            ranges.add(new PortRange(first, last));
        }
        return Optional.of(new Ports(ranges));
    }
}
