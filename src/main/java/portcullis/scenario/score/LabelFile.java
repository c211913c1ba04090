package portcullis.scenario.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portcullis.config.HostWords;
import portcullis.fact.Address;
import portcullis.fact.Nearest;
import portcullis.fact.Network;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Served;

/**
 * Reads labels: a table with tabs between its cells, whose first line names the columns. The columns that are used may stand in any
 * order, and others beside them. A column that is missing is refused: without {@code grey_sources}, say, a score would look worse
 * than it is, and nobody would know why.
 */
public final class LabelFile {
    private static final List<String> COLUMNS = List.of(
            "path", "class", "victim", "served_ports", "expected_scanners", "scan_kinds", "grey_sources", "tags");
    private static final String NONE = "-";
    private static final String ALL = "*";
    /** Captures for a decoder: nobody has looked who probes whom in them. */
    private static final Set<String> NOT_UNLESS_NAMED = Set.of("linktype", "malformed");

    private final Path file;
    private final Path captures;
    private final Set<String> classes;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final Set<String> present = new LinkedHashSet<>();
    private final Set<List<String>> met = new HashSet<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private int width;

    private LabelFile(Path file, Path captures, Set<String> classes) {
        this.file = file;
        this.captures = captures;
        this.classes = classes;
    }

    /**
     * The labels of these classes, in the order of the file.
     *
     * @param captures the folder below which their paths lie
     * @param classes empty for all but those whose captures are not for detection
     * @throws Refused with every problem of the file
     */
    public static List<Label> read(Path file, Path captures, Set<String> classes) throws Refused {
        LabelFile read = new LabelFile(file, captures, classes);
        try {
            read.lines(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            read.problem(0, "cannot be read as UTF-8", "");
        }
        if (!read.problems.isEmpty()) throw new Refused(read.problems);
        return read.labels;
    }

    private void lines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] cells = line.split("\t", -1);
            if (columns.isEmpty()) header(i + 1, cells);
            else if (columns.keySet().containsAll(COLUMNS)) row(i + 1, cells);
        }
        if (columns.isEmpty()) problem(0, "no line names the columns", "the first line names " + COLUMNS);
        for (String wanted : classes) {
            if (!present.contains(wanted) && problems.isEmpty())
                problem(0, "no line is of class \"" + wanted + "\"", Nearest.hint(wanted, present, ""));
        }
        if (labels.isEmpty() && problems.isEmpty()) problem(0, "no label to score by", "");
    }

    private void header(int line, String[] cells) {
        width = cells.length;
        for (int i = 0; i < cells.length; i++) {
            String name = cells[i].strip().replace("\uFEFF", ""); // some editors begin a file with a mark
            if (columns.put(name, i) != null) problem(line, "the column \"" + name + "\" is named twice", "keep one");
        }
        for (String wanted : COLUMNS) {
            if (!columns.containsKey(wanted))
                problem(line, "no column is called " + wanted, "the first line names the columns, with tabs between");
        }
    }

    private void row(int line, String[] cells) {
        if (cells.length != width) {
            problem(line, cells.length + " cells, where the first line names " + width + " columns", "");
            return;
        }
        Map<String, String> row = new LinkedHashMap<>();
        columns.forEach((column, index) -> row.put(column, cells[index].strip()));
        String labelClass = row.get("class");
        present.add(labelClass);
        boolean wanted = classes.isEmpty() ? !NOT_UNLESS_NAMED.contains(labelClass) : classes.contains(labelClass);
        if (wanted) label(line, row);
    }

    private void label(int line, Map<String, String> row) {
        int before = problems.size();
        if (row.get("class").isEmpty()) problem(line, "no class", "write scan, benign or a word of your own");
        if (!met.add(List.of(row.get("path"), row.get("victim"))))
            problem(line, row.get("path") + " has a label for this victim already", "keep one");
        Path capture = capture(line, row.get("path"));
        String victim = row.get("victim");
        Optional<HostWords.Hosts> host = HostWords.hosts(victim.equals(ALL) ? List.of("any") : list(victim));
        if (host.isEmpty() || list(victim).isEmpty())
            problem(line, "victim must be addresses, networks or *, not \"" + victim + "\"", "");
        List<Served> served = served(line, row.get("served_ports"));
        if (victim.equals(ALL)) served = List.of(); // of whom these would be nobody says; what is seen answering stays
        Set<Address> expected = expected(line, row.get("expected_scanners"));
        List<Network> grey = grey(line, row.get("grey_sources"));
        if (problems.size() > before) return;
        labels.add(new Label(
                row.get("path"),
                capture,
                row.get("class"),
                victim,
                host.orElseThrow(),
                served,
                expected,
                grey,
                list(row.get("scan_kinds")),
                list(row.get("tags")),
                others(row)));
    }

    private static Map<String, String> others(Map<String, String> row) {
        Map<String, String> others = new HashMap<>(row);
        others.keySet().removeAll(COLUMNS);
        return others;
    }

    private Path capture(int line, String path) {
        try {
            Path capture = captures.resolve(path);
            if (!Files.isRegularFile(capture))
                problem(line, "there is no capture " + capture, "name its folder with --captures");
            return capture;
        } catch (InvalidPathException e) {
            problem(line, "\"" + path + "\" is no path", "");
            return captures;
        }
    }

    /** As in {@code tcp/22,udp/53}. */
    private List<Served> served(int line, String text) {
        List<Served> served = new ArrayList<>();
        for (String word : list(text)) {
            Optional<List<Served>> read = HostWords.served(word.replaceFirst("/", ":"));
            read.ifPresent(served::addAll);
            if (read.isEmpty()) problem(line, "served_ports are as in tcp/22,udp/53, not \"" + word + "\"", "");
        }
        return served;
    }

    private Set<Address> expected(int line, String text) {
        Set<Address> expected = new LinkedHashSet<>();
        for (String word : list(text)) {
            Optional<Address> address = Address.parse(word);
            address.ifPresent(expected::add);
            if (address.isEmpty()) problem(line, "expected_scanners are addresses, not \"" + word + "\"", "");
        }
        return expected;
    }

    private List<Network> grey(int line, String text) {
        List<Network> grey = new ArrayList<>();
        for (String word : text.equals(ALL) ? List.of("0.0.0.0/0", "::/0") : list(text)) {
            Optional<Network> network = Network.parse(word);
            network.ifPresent(grey::add);
            if (network.isEmpty()) problem(line, "grey_sources are addresses or networks, not \"" + word + "\"", "");
        }
        return grey;
    }

    private static List<String> list(String cell) {
        if (cell.equals(NONE) || cell.isEmpty()) return List.of();
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void problem(int line, String found, String hint) {
        problems.add(new Problem(file.toString(), line, 0, found, hint));
    }
}
