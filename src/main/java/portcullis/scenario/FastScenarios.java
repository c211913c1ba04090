package portcullis.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.watch.Rehearsals;
import portcullis.watch.Trial;

/**
 * The scenarios that a running watcher plays before it takes up other rules. What costs is to compile the rules, once for each set of
 * numbers in them; so the scenarios that share the most common numbers come first.
 */
public final class FastScenarios implements Trial {
    private static final String ON_PURPOSE = "broken-on-purpose";

    private final Path folder;
    private final Supplier<Rehearsals> rehearsals;

    /** @param folder of scenarios; where there is none, nothing is tried */
    public FastScenarios(Path folder, Supplier<Rehearsals> rehearsals) {
        this.folder = folder;
        this.rehearsals = rehearsals;
    }

    @Override
    public Result play(BooleanSupplier timeUp) {
        List<Problem> failed = new ArrayList<>();
        List<Scenario> scenarios = inOrder(failed);
        int played = 0;
        try (Rehearsals shared = rehearsals.get()) {
            for (Scenario scenario : scenarios) {
                if (timeUp.getAsBoolean()) break;
                played++;
                Rehearsal.Result result = Rehearsal.play(scenario, shared);
                if (!result.isPassed()) failed.add(problem(scenario, result));
            }
        }
        return new Result(played, scenarios.size(), failed);
    }

    private List<Scenario> inOrder(List<Problem> failed) {
        Map<Map<String, String>, List<Scenario>> byNumbers = new LinkedHashMap<>();
        for (Path file : files(failed)) {
            try {
                Scenario scenario = Scenario.read(file);
                byNumbers
                        .computeIfAbsent(scenario.settings().literals(), numbers -> new ArrayList<>())
                        .add(scenario);
            } catch (Refused refused) {
                failed.addAll(refused.problems());
            }
        }
        return byNumbers.values().stream()
                .sorted(Comparator.comparingInt((List<Scenario> group) -> group.size())
                        .reversed())
                .flatMap(group -> group.stream()
                        .sorted(Comparator.comparing(
                                scenario -> scenario.capture().isPresent())))
                .toList();
    }

    private List<Path> files(List<Problem> failed) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".scenario"))
                    .filter(file -> !file.toString().contains(ON_PURPOSE))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            failed.add(new Problem(folder.toString(), 0, 0, "cannot be read: " + e.getMessage(), ""));
            return List.of();
        }
    }

    private static Problem problem(Scenario scenario, Rehearsal.Result result) {
        if (!result.problems().isEmpty()) return result.problems().get(0);
        return new Problem(
                scenario.file().toString(),
                0,
                0,
                "this scenario fails: " + String.join(" | ", result.difference()),
                "mend the rule, or say with `test --accept` that it is meant");
    }
}
