package portcullis.config;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What stands for all settings that nobody has set. */
public enum Preset {
    SHIPPED(Map.of()),
    /** As PortSentry 1.x: its two advanced modes below port 1024, an alarm at the first contact, no proof asked for, and nothing else. */
    PORTSENTRY(portsentry()),
    /** The same to the letter: its ring of contacts, and each of them is told. */
    CLASSIC(classic());

    private static final String RULES_BEYOND = "scans.";

    private final Map<Key, String> standards = new EnumMap<>(Key.class);

    Preset(Map<Key, String> standards) {
        this.standards.putAll(standards);
    }

    private static Map<Key, String> portsentry() {
        return Map.of(
                Key.MODES, "[atcp, audp]",
                Key.ADVANCED_TCP_BELOW, "1024",
                Key.ADVANCED_UDP_BELOW, "1024",
                Key.ADVANCED_TCP_EXCLUDE, "\"111,113,139\"",
                Key.ADVANCED_UDP_EXCLUDE, "\"67,68,111,137,138,520\"",
                Key.TRIGGER_PORTS, "0",
                Key.TRIGGER_WITHIN, "0s",
                Key.BLOCK_FOR_FORGEABLE, "[10m, 1h, 1d, 7d]",
                Key.RESPONDER_EVIDENCE, "[]");
    }

    private static Map<Key, String> classic() {
        Map<Key, String> standards = new EnumMap<>(portsentry());
        standards.put(Key.TRIGGER_RING, "on");
        standards.put(Key.QUIET, "0s");
        return standards;
    }

    static Optional<Preset> of(String word) {
        return Arrays.stream(values())
                .filter(preset -> preset.word().equals(word))
                .findFirst();
    }

    /** As settings call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Preset::word).toList();
    }

    /** The standard of a key as YAML, where it differs from the shipped one. */
    Optional<String> standard(Key key) {
        boolean isOff = this != SHIPPED && key.path().startsWith(RULES_BEYOND);
        return isOff ? Optional.of("0") : Optional.ofNullable(standards.get(key));
    }
}
