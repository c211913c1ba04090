package portcullis.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what happened below a scenario's {@code expect}, for a person to review. */
public final class Accept {
    private Accept() {}

    public static void into(Path file, List<String> happened) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(line);
            if (line.strip().equals("expect")) break;
        }
        lines.addAll(happened);
        Files.write(file, lines);
    }
}
