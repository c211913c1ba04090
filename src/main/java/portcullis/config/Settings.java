package portcullis.config;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Evidence;
import portcullis.fact.Excluded;
import portcullis.fact.Listed;
import portcullis.fact.Mode;
import portcullis.fact.ModeOn;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.RingOn;
import portcullis.fact.Transport;
import portcullis.fact.Trusted;

/** What the administrator decided, complete and valid; made by {@link SettingsReader}. */
public final class Settings {
    private static final String OURS = "drop-with-nftables";

    private final Map<Key, List<Object>> values;
    private final Map<Key, Written> places;

    /** @param places of those that somebody wrote */
    Settings(Map<Key, List<Object>> values, Map<Key, Written> places) {
        this.values = new EnumMap<>(values);
        this.places = places.isEmpty() ? Map.of() : new EnumMap<>(places);
    }

    /** An item of a list that only another room could find wrong, at the place where it was written. */
    public Problem problem(Key key, String item, String found, String hint) {
        Written written = places.get(key);
        return written == null
                ? new Problem("", 0, 0, found, hint)
                : Problem.at(written.file(), written.items().getOrDefault(item, written.place()), found, hint);
    }

    private <T> T one(Key key, Class<T> type) {
        return type.cast(values.get(key).get(0));
    }

    private <T> List<T> all(Key key, Class<T> type) {
        return values.get(key).stream().map(type::cast).toList();
    }

    public int count(Key key) {
        return one(key, Integer.class);
    }

    public boolean isOn(Key key) {
        return one(key, Boolean.class);
    }

    public Duration span(Key key) {
        return one(key, Duration.class);
    }

    public List<Duration> spans(Key key) {
        return all(key, Duration.class);
    }

    public String text(Key key) {
        return one(key, String.class);
    }

    public LocalTime time(Key key) {
        return one(key, LocalTime.class);
    }

    public Security security() {
        return one(Key.SMTP_SECURITY, Security.class);
    }

    public List<String> words(Key key) {
        return all(key, String.class);
    }

    public Ports ports(Key key) {
        return one(key, Ports.class);
    }

    public List<Network> networks(Key key) {
        return values.get(key).stream()
                .filter(Network.class::isInstance)
                .map(Network.class::cast)
                .toList();
    }

    /** Names of hosts that stand among networks. */
    public List<String> names(Key key) {
        return values.get(key).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    public List<Mode> modes() {
        return all(Key.MODES, Mode.class);
    }

    public Response response(Transport transport) {
        Key key = switch (transport) {
            case TCP -> Key.BLOCK_TCP;
            case UDP -> Key.BLOCK_UDP;
            case ICMP, SCTP, PING, PROTOCOL, NEIGHBOUR -> Key.BLOCK_OTHER;
            case LOGIN -> Key.BLOCK_LOGINS;
            case ALERT -> Key.BLOCK_ALERTS;
        };
        return one(key, Response.class);
    }

    public Evidence evidence(Key key) {
        return one(key, Evidence.class);
    }

    /**
     * The least evidence on which a responder acts, by its name. A hard block cuts what is under way, of a third party too whose name was
     * forged, and our table has one set for both: so it asks for a handshake, unless somebody has set what it asks for.
     */
    public Map<String, Evidence> demands() {
        Map<String, Evidence> demands = new LinkedHashMap<>();
        if (isOn(Key.BLOCK_HARD)) demands.put(OURS, Evidence.HANDSHAKE);
        for (Demand demand : all(Key.RESPONDER_EVIDENCE, Demand.class)) demands.put(demand.responder(), demand.least());
        return demands;
    }

    /** What is set otherwise than there: by the setting's name, the value of there and of here, as {@code 3 -> 5}. */
    public Map<String, String> differences(Settings before) {
        Map<String, String> differences = new LinkedHashMap<>();
        for (Key key : Key.values()) {
            List<Object> old = before.values.get(key);
            if (!values.get(key).equals(old))
                differences.put(
                        key.path(),
                        key.form().written(old) + " -> " + key.form().written(values.get(key)));
        }
        return differences;
    }

    /** The same settings with {@code block.hard: on}. */
    public Settings hard() {
        Map<Key, List<Object>> changed = new EnumMap<>(values);
        changed.put(Key.BLOCK_HARD, List.of(true));
        return new Settings(changed, places);
    }

    /**
     * What differs from the shipped settings, each under its path and as it would be written; a preset stands for all that it sets. Networks
     * of an ignore-file stand in the list {@code ignore}.
     */
    public Map<String, String> changed() {
        Map<Key, List<Object>> base = standards(values.get(Key.PRESET).get(0));
        Map<String, String> changed = new LinkedHashMap<>();
        if (values.get(Key.PRESET).get(0) != Preset.SHIPPED)
            changed.put(Key.PRESET.path(), Changes.value(Key.PRESET, values.get(Key.PRESET)));
        values.forEach((key, value) -> {
            boolean isOurs = key != Key.PRESET && key != Key.IGNORE_FILE && !value.equals(base.get(key));
            if (isOurs) changed.put(key.path(), Changes.value(key, value));
        });
        return changed;
    }

    private static Map<Key, List<Object>> standards(Object preset) {
        try {
            String line = "preset: " + Changes.value(Key.PRESET, List.of(preset));
            return new SettingsReader().text("a preset", 0, line).settings().values;
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@link #changed} as the lines of a settings file. */
    public static String text(Map<String, String> changed) {
        return String.join("\n", Changes.lines(changed));
    }

    /** What {@code ${...}} in rules stands for: every setting that is one number or one span, spans in seconds. */
    public Map<String, String> literals() {
        Map<String, String> literals = new HashMap<>();
        values.forEach((key, value) -> {
            switch (key.form()) {
                case COUNT, COUNT_OR_NEVER, FEW_OR_NEVER, PORT_LIMIT ->
                    literals.put(key.path(), value.get(0).toString());
                case SPAN -> literals.put(key.path(), Long.toString(seconds((Duration) value.get(0))));
                default -> {} // lists reach rules as facts
            }
        });
        String trigger = Integer.toString(Math.max(1, count(Key.TRIGGER_PROBES))); // 0 is as 1
        String never = Integer.toString(Form.NEVER);
        literals.put(Key.TRIGGER_PROBES.path(), isOn(Key.TRIGGER_RING) ? never : trigger);
        literals.put(Key.TRIGGER_RING.path(), isOn(Key.TRIGGER_RING) ? trigger : never);
        literals.put(Key.TRIGGER_PORTS.path(), Integer.toString(Math.max(1, count(Key.TRIGGER_PORTS))));
        return literals;
    }

    /** Rules know whole seconds; a part of one is rounded up, because 0 would be without end. */
    private static long seconds(Duration span) {
        return span.plusMillis(999).toSeconds();
    }

    /** What rules join with. */
    public List<Object> facts() {
        List<Object> facts = new ArrayList<>();
        modes().stream().distinct().map(ModeOn::new).forEach(facts::add);
        facts.add(new Listed(Mode.TCP, ports(Key.PORTS_TCP)));
        facts.add(new Listed(Mode.STCP, ports(Key.PORTS_TCP)));
        facts.add(new Listed(Mode.UDP, ports(Key.PORTS_UDP)));
        facts.add(new Listed(Mode.SUDP, ports(Key.PORTS_UDP)));
        facts.add(new Excluded(Transport.TCP, ports(Key.ADVANCED_TCP_EXCLUDE)));
        facts.add(new Excluded(Transport.UDP, ports(Key.ADVANCED_UDP_EXCLUDE)));
        if (isOn(Key.TRIGGER_RING)) facts.add(new RingOn());
        networks(Key.IGNORE).stream().map(Trusted::new).forEach(facts::add);
        return facts;
    }

    /** What responders may read, by the names that they use. */
    public Map<String, List<String>> options() {
        Map<String, List<String>> options = new HashMap<>();
        for (Key key : List.of(
                Key.COMMAND,
                Key.RELEASE_COMMAND,
                Key.HOSTS_DENY,
                Key.BANNER,
                Key.MAIL_TO,
                Key.MAIL_FROM,
                Key.SYSLOG_PRIORITY)) {
            List<String> words =
                    words(key).stream().filter(word -> !word.isEmpty()).toList();
            if (!words.isEmpty()) options.put(key.path(), words);
        }
        for (Named option : all(Key.OPTIONS, Named.class)) {
            List<String> words =
                    option.words().stream().filter(word -> !word.isEmpty()).toList();
            if (!words.isEmpty()) options.put(option.name(), words);
        }
        secrets().forEach((name, file) -> options.put(Key.SECRETS.path() + "." + name, List.of(file)));
        return options;
    }

    /** Where each secret is kept, by its name. */
    public Map<String, String> secrets() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Named secret : all(Key.SECRETS, Named.class))
            files.put(secret.name(), secret.words().get(0));
        return files;
    }
}
