package portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what was measured: without it a figure says nothing, and with it only its ratio says much. */
public record Machine(int cores, String processor, String kernel, String java) {
    static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name") || line.startsWith("Model"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    public String sentence() {
        return cores + (cores == 1 ? " core" : " cores") + " of " + processor + "; " + kernel + "; " + java;
    }
}
