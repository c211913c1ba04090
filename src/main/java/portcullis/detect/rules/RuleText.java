package portcullis.detect.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import portcullis.fact.Place;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.WrittenText;

/**
 * One DRL file.
 *
 * @param name path below the folder, with slashes
 * @param file as problems name it, so that it can be opened
 * @param text as it is compiled: settings written in
 * @param written as it stands in the file; has as many lines
 */
public record RuleText(String name, String file, String text, String written) {
    private static final long LARGEST = 1 << 20;

    /** A text that is in no file, and has no settings in it. */
    public RuleText(String name, String text) {
        this(name, name, text, text);
    }

    /** Of two rules files the texts differ; the hash that Java makes of all four takes a hundredth of a start to link. */
    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Every {@code .drl} file at or below the folder, in the order of their names. */
    public static List<RuleText> readAll(Path folder) throws Refused {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().endsWith(".drl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Refused(List.of(new Problem(
                    folder.toString(), 0, 0, "the folder of rules cannot be read", "name another with --rules")));
        }
        List<Problem> problems = new ArrayList<>();
        List<RuleText> texts = new ArrayList<>();
        for (Path file : files) read(folder, file, texts, problems);
        if (files.isEmpty())
            problems.add(new Problem(
                    folder.toString(), 0, 0, "no .drl file in this folder", "without a rule nothing is ever noticed"));
        if (!problems.isEmpty()) throw new Refused(problems);
        return texts;
    }

    private static void read(Path folder, Path file, List<RuleText> texts, List<Problem> problems) {
        String name = folder.relativize(file).toString();
        try {
            if (Files.size(file) > LARGEST) {
                problems.add(new Problem(
                        file.toString(), 0, 0, "is larger than 1 MiB", "a rule file holds one family of behaviour"));
                return;
            }
            String text =
                    WrittenText.of(file.toString(), Files.readAllBytes(file)).replace("\r\n", "\n");
            texts.add(new RuleText(name, file.toString(), text, text));
        } catch (Refused notText) {
            problems.addAll(notText.problems());
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), 0, 0, "cannot be read: " + e.getMessage(), ""));
        }
    }

    /** The same with settings written in. */
    RuleText rendered(String rendered) {
        return new RuleText(name, file, rendered, written);
    }

    /** Something wrong with what stands at this position of {@link #text}. */
    Problem problem(int position, String found, String hint) {
        return Problem.at(file, place(position), found, hint);
    }

    /** Where in the file stands what is at this position of {@link #text}. */
    Place place(int position) {
        Place rendered = Place.of(text, position);
        int line = rendered.line();
        return new Place(line, writtenColumn(lineOf(written, line), lineOf(text, line), rendered.column() - 1) + 1);
    }

    private static String lineOf(String text, int line) {
        return text.split("\n", -1)[line - 1];
    }

    /** Both lines are the same but for <code>${...}</code> in one and a number in the other. */
    private static int writtenColumn(String written, String rendered, int column) {
        int there = 0;
        for (int here = 0; here < column && there < written.length(); here++) {
            boolean isSetting = written.startsWith("${", there) && rendered.charAt(here) != '$';
            if (!isSetting) {
                there++;
                continue;
            }
            int end = here;
            while (end < rendered.length() && Character.isDigit(rendered.charAt(end))) end++;
            if (column < end) return there;
            there = written.indexOf('}', there) + 1;
            here = end - 1;
        }
        return there;
    }

    /** The position in {@link #text} of a line and a column of it, both from 1. */
    int position(int line, int column) {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) start = text.indexOf('\n', start) + 1;
        return Math.min(text.length(), start + column - 1);
    }

    /** The rule that begins in this line, up to its {@code end}, without comments and layout. */
    String ruleFrom(int line) {
        StringBuilder rule = new StringBuilder();
        String[] lines = text.split("\n", -1);
        for (int i = Math.max(0, line - 1); i < lines.length; i++) {
            rule.append(lines[i].replaceAll("//.*", "")).append(' ');
            if (lines[i].strip().equals("end")) break;
        }
        return rule.toString()
                .replaceAll("/\\*.*?\\*/", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The number, from 1, of the line that holds this position. */
    int lineOf(int position) {
        return Place.of(text, position).line();
    }
}
