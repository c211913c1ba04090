package portcullis.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import portcullis.config.HostWords;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.fact.Host;
import portcullis.fact.Nearest;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Served;
import portcullis.fact.WrittenText;

/**
 * One scenario: settings, then packets in time or a small capture, then what must come of them. {@code docs/scenario-notation.md}
 * has the notation.
 */
public final class Scenario {
    private static final long LARGEST = 1 << 20;
    private static final List<String> OWN_KEYS = List.of("host", "served", "capture");
    private static final HostWords.Hosts USUAL_HOST =
            HostWords.hosts(List.of("192.0.2.1", "2001:db8::1")).orElseThrow();

    private final Path file;
    private final Settings settings;
    private final Optional<HostWords.Hosts> host;
    private final Optional<List<Served>> served;
    private final Optional<Path> capture;
    private final List<Step> steps;
    private final List<String> expected;
    private final List<String> lines;

    private Scenario(Draft draft, Settings settings) {
        this.file = draft.file;
        this.settings = settings;
        this.host = draft.host;
        this.served = draft.served;
        this.capture = draft.capture;
        this.steps = draft.timeline.steps();
        this.expected = List.copyOf(draft.expected);
        this.lines = List.copyOf(draft.lines);
    }

    /** @throws Refused with every problem of the file */
    public static Scenario read(Path file) throws Refused {
        List<String> lines;
        try {
            if (Files.size(file) > LARGEST)
                throw new Refused(
                        List.of(new Problem(file.toString(), 0, 0, "is larger than 1 MiB", "a scenario is a page")));
            lines = WrittenText.of(file.toString(), Files.readAllBytes(file))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new Refused(List.of(new Problem(file.toString(), 0, 0, "cannot be read: " + e, "")));
        }
        return of(file, lines);
    }

    /**
     * A scenario that stands in no file yet.
     *
     * @param file what problems name, and beside which a capture would stand
     * @throws Refused with every problem of these lines
     */
    public static Scenario of(Path file, List<String> lines) throws Refused {
        Draft draft = new Draft(file);
        draft.read(lines);
        return draft.scenario();
    }

    public Path file() {
        return file;
    }

    public Settings settings() {
        return settings;
    }

    Optional<Path> capture() {
        return capture;
    }

    Optional<HostWords.Hosts> host() {
        return host;
    }

    Optional<List<Served>> served() {
        return served;
    }

    /** The host of a timeline: what is not said is 192.0.2.1 and 2001:db8::1, serving nothing. */
    Host timelineHost() {
        HostWords.Hosts hosts = host.orElse(USUAL_HOST);
        return new Host(hosts.watched(), hosts.links(), served.orElse(List.of()), List.of());
    }

    List<Step> steps() {
        return steps;
    }

    List<String> expected() {
        return expected;
    }

    /** The lines below {@code expect} as they stand in the file, by their number. */
    Map<Integer, String> expectations() {
        Map<Integer, String> below = new TreeMap<>();
        boolean expecting = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (expecting && !line.isEmpty() && !line.startsWith("#")) below.put(i + 1, lines.get(i));
            expecting |= line.equals("expect");
        }
        return below;
    }

    /** A line of the file, counted from 1. */
    String line(int number) {
        return lines.get(number - 1).strip();
    }

    /** What the scenario shows. */
    public String sentence() {
        return sentence(lines);
    }

    /** The first line of the file without its mark: what the scenario shows. */
    static String sentence(List<String> lines) {
        return lines.isEmpty() || !lines.get(0).startsWith("#")
                ? ""
                : lines.get(0).substring(1).strip();
    }

    /** A file while it is read. */
    private static final class Draft {
        private final Path file;
        private final List<Problem> problems = new ArrayList<>();
        private final Timeline timeline;
        private final List<String> expected = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private final StringBuilder head = new StringBuilder();
        private final Set<String> own = new HashSet<>();
        private Optional<HostWords.Hosts> host = Optional.empty();
        private Optional<List<Served>> served = Optional.empty();
        private Optional<Path> capture = Optional.empty();

        Draft(Path file) {
            this.file = file;
            this.timeline = new Timeline(file.toString(), problems);
        }

        void read(List<String> written) {
            lines.addAll(written);
            boolean inHead = true;
            boolean expecting = false;
            if (sentence(lines).isEmpty())
                problem(1, "the first line says nothing", "begin with `# what the scenario shows`");
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                boolean blank = line.isEmpty() || line.startsWith("#");
                if (!blank && line.equals("expect")) {
                    expecting = true;
                    inHead = false;
                } else if (expecting) {
                    if (!blank) expectation(i + 1, lines.get(i));
                } else if (inHead && line.matches("[0-9]+\\s.*>.*")) {
                    problem(i + 1, "a time needs a unit", "write 0s, 1500ms, 10m");
                } else if (inHead && !Timeline.isTimed(line)) {
                    head(i + 1, lines.get(i));
                } else {
                    inHead = false;
                    if (!blank) timeline.read(i + 1, withoutComment(lines.get(i)));
                }
            }
            if (!expecting)
                problem(lines.size(), "no line `expect`", "write it, with nothing below it where nothing may happen");
            if (capture.isEmpty() == timeline.steps().isEmpty() && problems.isEmpty()) {
                problem(lines.size(), "a timeline or a capture, not both and not neither", "");
            }
        }

        private void expectation(int number, String line) {
            expected.add(Expectation.normal(line));
            Expectation.unreadable(line)
                    .ifPresent(word -> problems.add(new Problem(
                            file.toString(),
                            number,
                            line.indexOf(word) + 1,
                            "\"" + word + "\" is nothing that can be expected",
                            Nearest.hint(word, Expectation.HAPPENINGS, ""))));
        }

        private static String withoutComment(String line) {
            return line.replaceAll("\\s+#.*", "").stripTrailing();
        }

        private void head(int number, String line) {
            String key = line.contains(":") ? line.substring(0, line.indexOf(':')) : "";
            if (OWN_KEYS.contains(key))
                own(
                        number,
                        key,
                        withoutComment(line.substring(key.length() + 1)).strip().replaceAll("[\"\\[\\]]", ""),
                        line);
            head.append(OWN_KEYS.contains(key) ? "" : line).append('\n');
        }

        private void own(int number, String key, String value, String line) {
            int column = Math.max(0, line.indexOf(value, key.length())) + 1;
            if (!own.add(key)) problem(number, key + " is set twice", "keep one");
            switch (key) {
                case "host" -> {
                    host = HostWords.hosts(Arrays.asList(value.split("[,\\s]+")));
                    if (host.isEmpty())
                        problem(number, column, "host must be addresses, networks or any, not \"" + value + "\"", "");
                }
                case "served" -> {
                    served = HostWords.served(value);
                    if (served.isEmpty())
                        problem(number, column, "served must be as in \"tcp:22,80 udp:53\", not \"" + value + "\"", "");
                }
                default -> {
                    Path named = file.resolveSibling(value).normalize();
                    if (Files.isRegularFile(named)) capture = Optional.of(named);
                    else problem(number, column, "there is no capture " + named, "");
                }
            }
        }

        private void problem(int line, String found, String hint) {
            problem(line, 1, found, hint);
        }

        private void problem(int line, int column, String found, String hint) {
            problems.add(new Problem(file.toString(), Math.max(1, line), column, found, hint));
        }

        Scenario scenario() throws Refused {
            Settings settings = null;
            try {
                settings = new SettingsReader()
                        .text(file.toString(), 0, head.toString())
                        .settings();
            } catch (Refused refused) {
                problems.addAll(refused.problems());
            }
            if (!problems.isEmpty()) throw new Refused(problems);
            return new Scenario(this, settings);
        }
    }
}
