package portcullis.scenario.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.scenario.score.Label;
import portcullis.scenario.score.LabelFile;

/**
 * A folder of recordings with its {@code labels.tsv}, which says what a score needs and, in four columns more, how each recording came
 * about. A recording without a label is a problem: it would be left out unseen.
 */
final class RecordedFolder {
    private static final List<String> COLUMNS = List.of("technique", "timing", "family", "command");

    private RecordedFolder() {}

    static List<Recorded> read(Path folder) throws Refused {
        Path file = folder.resolve("labels.tsv");
        List<Label> labels = LabelFile.read(file, folder, Set.of());
        List<Problem> problems = new ArrayList<>();
        for (String column : COLUMNS) {
            if (!labels.get(0).others().containsKey(column))
                problems.add(new Problem(file.toString(), 1, 0, "no column is called " + column, ""));
        }
        unlabelled(folder, labels)
                .forEach(name ->
                        problems.add(new Problem(file.toString(), 0, 0, "has no label for " + name, "write one")));
        if (!problems.isEmpty()) throw new Refused(problems);
        return labels.stream().map(RecordedFolder::recorded).toList();
    }

    private static Recorded recorded(Label label) {
        Map<String, String> cells = label.others();
        return new Recorded(
                label, cells.get("technique"), cells.get("timing"), cells.get("family"), cells.get("command"));
    }

    private static List<String> unlabelled(Path folder, List<Label> labels) throws Refused {
        Set<String> labelled = labels.stream().map(Label::path).collect(Collectors.toSet());
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".pcap") && !labelled.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Refused(List.of(new Problem(folder.toString(), 0, 0, "cannot be listed", "")));
        }
    }
}
