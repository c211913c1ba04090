package portcullis.heir.lists;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portcullis.fact.Words;
import portcullis.heir.conf.Findings;

/** The history: read only to say what is left behind, and to know lines of hosts.deny for PortSentry's own. */
public final class History {
    private static final Pattern OF_ONE = Pattern.compile("[0-9]+ - [0-9/]{10} [0-9:]{8} Host: .*/([0-9.]+) Port: .*");
    private static final Pattern OF_TWO = Pattern.compile("[0-9T:.+-]+ Scan from: \\[([0-9a-f.:]+)\\] .*");

    private History() {}

    /** @return the sources, as they stood there */
    public static Set<String> read(String file, byte[] bytes, Findings findings) {
        Set<String> sources = new HashSet<>();
        List<String> lines = Lines.of(bytes);
        int known = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            Optional<String> source = source(line);
            if (source.isPresent()) known++;
            else if (!line.isEmpty()) findings.at(file, i + 1, line).damaged("no line of a history");
            source.ifPresent(sources::add);
        }
        findings.at(file, 0, Words.count(known, "line") + " about " + Words.count(sources.size(), "source"))
                .lost("the journal begins empty, so `history` and `explain` know nothing of these; keep the file");
        return sources;
    }

    private static Optional<String> source(String line) {
        return Stream.of(OF_ONE, OF_TWO)
                .map(form -> form.matcher(line))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
