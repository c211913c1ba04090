package portcullis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether tests can make network namespaces here: else they are skipped, and say so. */
public final class Namespaces {
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private Namespaces() {}

    /** @param tools what the test runs inside, beside ip */
    public static void assumeUsable(String... tools) {
        assumeTrue("root".equals(System.getProperty("user.name")), "SKIPPED: network namespaces want root");
        assumeInstalled("ip");
        for (String tool : tools) assumeInstalled(tool);
        String tried = "pc" + ProcessHandle.current().pid() + "t";
        boolean entered = succeeds("ip", "netns", "add", tried) && succeeds("ip", "netns", "exec", tried, "true");
        succeeds("ip", "netns", "delete", tried);
        assumeTrue(
                entered,
                "SKIPPED: no network namespace can be made and entered here (in a chroot none can be entered)");
    }

    private static void assumeInstalled(String tool) {
        boolean installed = FOLDERS.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        assumeTrue(installed, "SKIPPED: " + tool + " is missing");
    }

    private static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
