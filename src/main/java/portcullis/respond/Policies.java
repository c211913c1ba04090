package portcullis.respond;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/**
 * Where responders stand, and what the administrator set for them.
 *
 * @param folder one {@code .groovy} file each; those in folders below it are named with their folder, as {@code history/drop-with-ipchains}
 * @param options what scripts read with {@code option('name')}
 * @param cache where compiled scripts are kept; as safe a place as the folder itself
 * @param limit the time of one plan, everything included
 */
public record Policies(Path folder, Map<String, List<String>> options, Optional<Path> cache, Duration limit) {
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(2);
    private static final String ENDING = ".groovy";

    public Policies {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        options.forEach((name, words) -> copy.put(name, List.copyOf(words)));
        options = Collections.unmodifiableMap(copy);
        if (limit.compareTo(Duration.ofMillis(2)) < 0)
            throw new IllegalArgumentException("a limit is at least 2 ms, not " + limit);
    }

    /** With no options, no cache and the usual limit of two seconds. */
    public static Policies in(Path folder) {
        return new Policies(folder, Map.of(), Optional.empty(), USUAL_LIMIT);
    }

    public Policies with(Map<String, List<String>> given) {
        return new Policies(folder, given, cache, limit);
    }

    public Policies cachedIn(Path directory) {
        return new Policies(folder, options, Optional.of(directory), limit);
    }

    public Policies limitedTo(Duration time) {
        return new Policies(folder, options, cache, time);
    }

    /** The names of all responders in the folder, sorted. */
    public List<String> names() throws Refused {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException missing) {
            throw new Refused(
                    List.of(new Problem(folder.toString(), 0, 0, "is not there", "name a folder of responders")));
        } catch (IOException broken) {
            throw new Refused(List.of(
                    new Problem(folder.toString(), 0, 0, "cannot be read: " + broken, "name a folder of responders")));
        }
    }

    /** What stands in the files of these responders, as far as it can be read. */
    public Map<String, String> texts(Collection<String> names) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : names) {
            try {
                texts.put(name, new String(Files.readAllBytes(file(name)), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                texts.put(name, ""); // which loading it says
            }
        }
        return texts;
    }

    Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    List<Problem> optionProblems() {
        List<Problem> problems = new ArrayList<>();
        options.forEach((name, words) -> words.forEach(word -> {
            try {
                Wording.withoutControls("option " + name, word);
            } catch (Refusal refused) {
                problems.add(new Problem("", 0, 0, refused.getMessage(), refused.hint()));
            }
        }));
        return problems;
    }
}
