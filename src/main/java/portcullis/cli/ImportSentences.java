package portcullis.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portcullis.heir.conf.Finding;
import portcullis.heir.estate.Inheritance;

/** The report of an import for people. */
final class ImportSentences implements ImportReport {
    private static final int WIDEST = 110;
    private static final int LONGEST_TEXT = 70;
    private static final int MOST_ALIKE = 20;

    private final PrintWriter out;

    ImportSentences(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void tell(Inheritance inheritance) {
        out.println("from " + Plain.text(inheritance.from()));
        for (Finding.Fate fate : Finding.Fate.values()) tell(fate, inheritance.of(fate));
        out.println("\n"
                + Stream.of(Finding.Fate.values())
                        .filter(fate -> fate != Finding.Fate.DAMAGED
                                || !inheritance.of(fate).isEmpty())
                        .map(fate -> inheritance.of(fate).size() + " " + fate.words())
                        .collect(Collectors.joining(", ")));
        out.flush();
    }

    /** Of a long list in one file the first lines stand for all. */
    private void tell(Finding.Fate fate, List<Finding> findings) {
        if (findings.isEmpty()) return;
        out.println("\n" + fate.words());
        Map<String, Integer> counts = new HashMap<>();
        for (Finding finding : findings)
            if (counts.merge(finding.file() + finding.why(), 1, Integer::sum) <= MOST_ALIKE) tell(finding);
        counts.forEach((file, count) -> {
            if (count > MOST_ALIKE) out.println("  and " + (count - MOST_ALIKE) + " more like them; --json shows each");
        });
    }

    private void tell(Finding finding) {
        out.println(Plain.text("  " + finding.place() + "  " + shortened(finding.was())));
        String becomes = shortened(finding.becomes());
        if (finding.why().isEmpty()) {
            if (!becomes.isEmpty()) out.println("      " + becomes);
            return;
        }
        wrapped(becomes.isEmpty() ? finding.why() : becomes + ": " + finding.why())
                .forEach(line -> out.println("      " + line));
    }

    private static String shortened(String text) {
        String plain = Plain.text(text);
        return plain.length() > LONGEST_TEXT ? plain.substring(0, LONGEST_TEXT - 3) + "..." : plain;
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : Plain.text(text).split(" ")) {
            if (line.length() + word.length() >= WIDEST && line.length() > 0) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public void show(Inheritance inheritance) {
        out.println("\nnothing was written; --to FOLDER would write:");
        inheritance.files().forEach((name, text) -> {
            out.println("\n--- " + name);
            text.lines().map(Plain::text).forEach(out::println);
        });
        out.flush();
    }

    @Override
    public void written(List<Path> files, List<String> next) {
        out.println();
        files.forEach(file -> out.println("written " + Plain.text(file.toString())));
        next.forEach(command -> out.println("next: " + Plain.text(command)));
        out.flush();
    }
}
