package portcullis.detect.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/**
 * One DRL file as it was written.
 *
 * @param name path below the folder, with slashes
 */
public record RuleText(String name, String text) {
    private static final long LARGEST = 1 << 20;

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
                problems.add(new Problem(name, 0, 0, "larger than 1 MiB", "a rule file holds one family of behaviour"));
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            texts.add(new RuleText(name, decoded(bytes)));
        } catch (CharacterCodingException e) {
            problems.add(new Problem(name, 0, 0, "not UTF-8", "save it as UTF-8"));
        } catch (IOException e) {
            problems.add(new Problem(name, 0, 0, "cannot be read: " + e.getMessage(), ""));
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString()
                .replace("\r\n", "\n");
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
        return (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }
}
