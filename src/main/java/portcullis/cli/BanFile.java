package portcullis.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import portcullis.config.Form;
import portcullis.fact.Address;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/** A list of sources to ban: {@code ADDRESS [SPAN] [# WHY]} in each line; a line that begins with # is a remark. */
final class BanFile {
    private static final long LARGEST = 16 << 20;

    private BanFile() {}

    record Line(String address, String span, String why) {}

    /** @throws Refused with all that is wrong in it; then nobody is banned */
    static List<Line> read(Path file, String span, String why) throws Refused {
        List<Line> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<String> texts = texts(file);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).strip();
            if (text.isEmpty() || text.startsWith("#")) continue;
            int hash = text.indexOf('#');
            String[] words = (hash < 0 ? text : text.substring(0, hash)).strip().split("\\s+");
            boolean isAddress = Address.parse(words[0]).isPresent();
            boolean isSpan = words.length == 1
                    || words.length == 2 && Form.span(words[1]).isPresent();
            if (!isAddress || !isSpan)
                problems.add(new Problem(
                        file.toString(), i + 1, 1, "no line of a list of bans", "write 203.0.113.9 7d  # why"));
            else
                lines.add(new Line(
                        words[0],
                        words.length == 2 ? words[1] : span,
                        hash < 0 ? why : text.substring(hash + 1).strip()));
        }
        if (!problems.isEmpty()) throw new Refused(problems);
        return lines;
    }

    private static List<String> texts(Path file) throws Refused {
        try {
            if (Files.size(file) > LARGEST) throw new IOException("larger than 16 MiB");
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new Refused(List.of(new Problem(file.toString(), 0, 0, "cannot be read", "name a list of bans")));
        }
    }
}
