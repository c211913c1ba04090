package portcullis.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import portcullis.fact.Nearest;
import portcullis.fact.Network;
import portcullis.fact.Place;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.WrittenText;

/**
 * Reads settings from one or several texts, the later ones over the earlier, and reports every problem of all of them together, each
 * with file, line and column.
 */
public final class SettingsReader {
    private static final long LARGEST = 1 << 20;
    private static final String SECRET = "secret";
    private static final String STANDARDS = "the standards";
    private static final Place HIDDEN = new Place(0, 0);

    private final Map<Key, List<Object>> values = new EnumMap<>(Key.class);
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Key, List<Object>> shipped = new EnumMap<>(Key.class);
    private boolean isFile;
    private final Map<Key, Written> places = new EnumMap<>(Key.class);
    private final Set<Key> chosen = EnumSet.noneOf(Key.class);
    /** A relative ignore-file stands beside the file that names it. */
    private Path ignoreBase = Path.of("");

    /** A reader to which every key has its standard value. */
    public SettingsReader() {
        this(Standards.VALUES);
    }

    private SettingsReader(Map<Key, List<Object>> standards) {
        values.putAll(standards);
        shipped.putAll(standards);
    }

    /** Read once: each of many scenarios begins with them. */
    private static final class Standards {
        static final Map<Key, List<Object>> VALUES = read();
        private static final Map<Preset, Map<Key, List<Object>>> OF_PRESETS = new ConcurrentHashMap<>();

        /** Where the preset's differ from the shipped ones. */
        static Map<Key, List<Object>> of(Preset preset) {
            return OF_PRESETS.computeIfAbsent(preset, one -> {
                Map<Key, String> differing = new EnumMap<>(Key.class);
                for (Key key : Key.values()) one.standard(key).ifPresent(value -> differing.put(key, value));
                return new SettingsReader(Map.of()).standards(differing);
            });
        }

        private static Map<Key, List<Object>> read() {
            Map<Key, String> all = new EnumMap<>(Key.class);
            for (Key key : Key.values()) all.put(key, key.standard());
            return new SettingsReader(Map.of()).standards(all);
        }
    }

    /** All of them as one list, since to begin a text costs more than to read one of these. */
    private Map<Key, List<Object>> standards(Map<Key, String> written) {
        if (written.isEmpty()) return Map.of();
        String text =
                written.values().stream().map(value -> "- " + value + "\n").collect(Collectors.joining());
        Iterator<Node> each = ((SequenceNode) composed(STANDARDS, text).orElseThrow())
                .getValue()
                .iterator();
        for (Key key : written.keySet()) values(STANDARDS, 0, key, each.next());
        return Map.copyOf(values);
    }

    /** Writes {@code a.b: value} so that it reads as YAML. */
    private static String nested(String path, String value) {
        StringBuilder text = new StringBuilder();
        String[] parts = path.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            text.append("  ".repeat(i)).append(parts[i]).append(i < parts.length - 1 ? ":\n" : ": ");
        }
        return text.append(value).append('\n').toString();
    }

    public SettingsReader file(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                problems.add(new Problem(
                        file.toString(), 0, 0, "is larger than 1 MiB", "long lists of networks go into ignore-file"));
                return this;
            }
            String text = WrittenText.of(file.toString(), Files.readAllBytes(file));
            isFile = true; // in a copy of the sample every setting stands, and most of them nobody has chosen
            text(file.toString(), 0, text);
        } catch (Refused notText) {
            problems.addAll(notText.problems());
        } catch (IOException e) {
            problems.add(
                    new Problem(file.toString(), 0, 0, "cannot be read", "name a file of settings with --settings"));
        } finally {
            isFile = false;
        }
        return this;
    }

    /** A word such as {@code trigger.probes=3} from the command line. */
    public SettingsReader assignment(String word) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            problems.add(new Problem("--set " + word, 0, 0, "no value", "write --set trigger.probes=3"));
            return this;
        }
        boolean mayBeSecret = word.startsWith(Key.SECRETS.path());
        String shown = mayBeSecret ? word.substring(0, equals) : word;
        return text("--set " + shown, 0, nested(word.substring(0, equals).strip(), word.substring(equals + 1)));
    }

    /**
     * A text that is part of a file.
     *
     * @param linesBefore how many lines of the file stand before it
     */
    public SettingsReader text(String file, int linesBefore, String text) {
        try {
            composed(file, text).ifPresent(node -> mapping(file, linesBefore, "", node));
        } catch (MarkedYamlEngineException e) {
            problems.add(notYaml(file, linesBefore, text, e));
        } catch (YamlEngineException e) {
            problems.add(new Problem(file, 0, 0, "not YAML: " + e.getMessage(), "see docs/settings.md"));
        }
        return this;
    }

    private static Optional<Node> composed(String file, String text) {
        return new Compose(LoadSettings.builder()
                        .setLabel(file)
                        .setAllowDuplicateKeys(false)
                        .build())
                .composeString(text);
    }

    private static Problem notYaml(String file, int before, String text, MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark();
        boolean mayBeSecret =
                mark.isPresent() && isBelowSecrets(text, mark.get().getLine());
        Place place = mayBeSecret
                ? HIDDEN
                : new Place(
                        mark.map(m -> m.getLine() + 1 + before).orElse(0),
                        mark.map(m -> m.getColumn() + 1).orElse(0));
        return Problem.at(
                file,
                place,
                "not YAML: " + (mayBeSecret ? "what stands below " + Key.SECRETS.path() : e.getProblem()),
                "look before it for a bracket or a quote that is missing, or for a tab");
    }

    /** Whether it stands there, or the nearest line before that is not indented begins it. */
    private static boolean isBelowSecrets(String text, int line) {
        List<String> lines = text.lines().limit(line + 1L).toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String each = lines.get(i);
            if (each.contains(SECRET)) return true;
            if (!each.isEmpty() && " \t#}]".indexOf(each.charAt(0)) < 0) return false;
        }
        return false;
    }

    /** A line that is named is shown; not one in which a secret may stand, even where the word above it is not quite right. */
    private static Place place(String path, Node node, int before) {
        return path.startsWith(SECRET) ? HIDDEN : place(node, before);
    }

    /** @throws Refused with every problem met so far */
    public Settings settings() throws Refused {
        if (problems.isEmpty()) {
            Preset preset = (Preset) values.get(Key.PRESET).get(0);
            Standards.of(preset).forEach((key, value) -> {
                if (!chosen.contains(key)) values.put(key, value);
            });
            String ignoreFile = (String) values.get(Key.IGNORE_FILE).get(0);
            if (!ignoreFile.isEmpty()) ignoreFile(ignoreBase.resolve(ignoreFile));
        }
        if (!problems.isEmpty()) throw new Refused(problems);
        return new Settings(values, places);
    }

    private void mapping(String file, int before, String path, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problem(
                    file,
                    before,
                    node,
                    path.isEmpty() ? "not a list of `key: value`" : path + " has parts of its own",
                    "see docs/settings.md");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String whole = path.isEmpty() ? name : path + "." + name;
            if (!seen.add(name))
                problems.add(Problem.at(
                        file, place(whole, tuple.getKeyNode(), before), whole + " is set twice", "keep one"));
            entry(file, before, whole, tuple.getKeyNode(), tuple.getValueNode());
        }
    }

    private void entry(String file, int before, String path, Node at, Node value) {
        Optional<Key> key = Key.of(path);
        boolean parent = Arrays.stream(Key.values()).anyMatch(k -> k.path().startsWith(path + "."));
        if (key.isPresent()) values(file, before, key.get(), value);
        else if (path.equals("trigger") && value instanceof ScalarNode) values(file, before, Key.TRIGGER_PROBES, value);
        else if (parent) mapping(file, before, path, value);
        else if (namedAbove(path).isPresent())
            named(file, before, namedAbove(path).get(), path.substring(path.indexOf('.') + 1), at, value);
        else
            problems.add(Problem.at(
                    file,
                    place(path, at, before),
                    "unknown setting `" + path + "`",
                    Nearest.hint(path, Key.words(), "see docs/settings.md")));
    }

    private void values(String file, int before, Key key, Node node) {
        List<Object> read = new ArrayList<>();
        if (key.form().isNamed() && node instanceof MappingNode mapping) {
            places.put(key, written(file, before, node));
            named(file, before, key, mapping);
            return;
        }
        if (node instanceof SequenceNode list && (key.form().isList() || key.form() == Form.PORTS)) {
            list.getValue().forEach(item -> value(file, before, key, item).ifPresent(read::add));
            if (key.form() == Form.PORTS) joinPorts(read);
            if (key == Key.MODES && list.getValue().isEmpty())
                problem(
                        file,
                        before,
                        node,
                        "no mode is on, so nothing would be watched",
                        "write " + key.form().words());
            if (key.form() == Form.SPANS && list.getValue().isEmpty())
                problem(
                        file,
                        before,
                        node,
                        key.path() + " is empty",
                        "every block ends: write " + key.form().words());
        } else {
            value(file, before, key, node).ifPresent(read::add);
        }
        if (key == Key.IGNORE_FILE && !file.startsWith("-"))
            ignoreBase = Path.of(file).toAbsolutePath().getParent();
        places.put(key, written(file, before, node));
        boolean isStandard = List.copyOf(read).equals(shipped.get(key));
        if (!isFile || !isStandard) chosen.add(key);
        values.put(key, List.copyOf(read));
    }

    private static Optional<Key> namedAbove(String path) {
        return Arrays.stream(Key.values())
                .filter(key -> key.form().isNamed() && path.startsWith(key.path() + "."))
                .findFirst();
    }

    private void named(String file, int before, Key key, MappingNode mapping) {
        values.putIfAbsent(key, List.of());
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!seen.add(name) && Named.isName(name))
                problems.add(Problem.at(
                        file,
                        place(key.path(), tuple.getKeyNode(), before),
                        key.path() + "." + name + " is set twice",
                        "keep one"));
            named(file, before, key, name, tuple.getKeyNode(), tuple.getValueNode());
        }
    }

    /** What was set before under other names stays. */
    private void named(String file, int before, Key key, String name, Node at, Node value) {
        String whole = key.path() + "." + name;
        if (!Named.isName(name))
            problems.add(Problem.at(
                    file,
                    place(key.path(), at, before),
                    (key == Key.SECRETS ? "what stands there" : '"' + name + '"') + " is no name for one of "
                            + key.path(),
                    "write small letters, digits and hyphens"));
        else if (key == Key.OPTIONS && Named.isTaken(name))
            problem(file, before, at, whole + " is a setting of its own", "write " + name + ": without options");
        else {
            List<Object> all = new ArrayList<>(values.get(key));
            all.removeIf(one -> ((Named) one).name().equals(name));
            List<String> words = words(file, before, key, whole, value);
            if (!words.isEmpty()) all.add(new Named(name, words));
            values.put(key, List.copyOf(all));
            chosen.add(key);
        }
    }

    private List<String> words(String file, int before, Key key, String whole, Node value) {
        boolean isList = key.form() == Form.OPTIONS && value instanceof SequenceNode;
        List<Node> items = isList ? ((SequenceNode) value).getValue() : List.of(value);
        List<String> words = new ArrayList<>();
        for (Node item : items) {
            String text = item instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (item instanceof ScalarNode && key.form().read(text).isPresent()) words.add(text);
            else if (key.form() == Form.SECRETS)
                problems.add(
                        new Problem( // without its line, which would be shown: a secret may stand there
                                file,
                                0,
                                0,
                                whole + " must be the absolute path of a file that holds it",
                                "write /etc/portcullis/" + whole.substring(whole.indexOf('.') + 1) + ".key"));
            else problem(file, before, item, whole + " must be text or a list of text", "");
        }
        return words;
    }

    private static Written written(String file, int before, Node node) {
        Map<String, Place> items = new HashMap<>();
        if (node instanceof SequenceNode list)
            for (Node item : list.getValue())
                if (item instanceof ScalarNode scalar) items.put(scalar.getValue(), place(item, before));
        if (node instanceof MappingNode mapping)
            for (NodeTuple tuple : mapping.getValue())
                if (tuple.getKeyNode() instanceof ScalarNode scalar)
                    items.put(scalar.getValue(), place(tuple.getValueNode(), before));
        return new Written(file, place(node, before), items);
    }

    private static Place place(Node node, int before) {
        Optional<Mark> mark = node.getStartMark();
        return new Place(
                mark.map(m -> m.getLine() + 1 + before).orElse(0),
                mark.map(m -> m.getColumn() + 1).orElse(0));
    }

    private static void joinPorts(List<Object> read) {
        List<portcullis.fact.PortRange> ranges = read.stream()
                .flatMap(ports -> ((portcullis.fact.Ports) ports).ranges().stream())
                .toList();
        read.clear();
        read.add(new portcullis.fact.Ports(ranges));
    }

    private Optional<Object> value(String file, int before, Key key, Node node) {
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        Optional<Object> read =
                node instanceof ScalarNode && !key.form().isNamed() ? key.form().read(text) : Optional.empty();
        if (read.isPresent() && isTooSmall(key, read.get())) read = Optional.empty();
        if (read.isEmpty()) {
            Place place = place(key.path(), node, before);
            String found = key.path() + " must be " + key.form().words() + ", not " + found(key, node);
            problems.add(Problem.at(file, place, found, ""));
        }
        return read;
    }

    private static String found(Key key, Node node) {
        if (node instanceof MappingNode) return "a mapping";
        if (!(node instanceof ScalarNode scalar)) return "a list";
        return key == Key.SECRETS ? "a word" : '"' + scalar.getValue() + '"'; // the word may be a secret
    }

    private static boolean isTooSmall(Key key, Object value) {
        return switch (key) {
            case BLOCK_FOR, BLOCK_FOR_FORGEABLE ->
                ((Duration) value).compareTo(Duration.ofSeconds(1)) < 0; // firewalls count in seconds
            case MEMORY_FORGET, RESPONDER_LIMIT -> ((Duration) value).isZero();
            case MEMORY_SOURCES, MEMORY_CONVERSATIONS -> value.equals(0);
            default -> false;
        };
    }

    private void problem(String file, int before, Node at, String found, String hint) {
        problems.add(Problem.at(file, place(at, before), found, hint));
    }

    /** One network a line; what follows it is a comment, as in PortSentry's file, and `#` begins one anywhere. */
    private void ignoreFile(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            Written written = places.get(Key.IGNORE_FILE);
            problems.add(Problem.at(
                    written.file(), written.place(), "the ignore file cannot be read: " + file, "mend ignore-file"));
            return;
        }
        List<Object> networks = new ArrayList<>(values.get(Key.IGNORE));
        for (int i = 0; i < lines.size(); i++) {
            String word = lines.get(i).replaceAll("#.*", "").strip().split("\\s+")[0];
            if (word.isEmpty()) continue;
            Optional<Network> network = Network.parse(word);
            if (network.isEmpty())
                problems.add(new Problem(
                        file.toString(),
                        i + 1,
                        1,
                        "\"" + word + "\" is no address or network",
                        "write 192.0.2.0/24 or 2001:db8::/32"));
            network.ifPresent(networks::add);
        }
        values.put(Key.IGNORE, List.copyOf(networks));
    }
}
