package portcullis.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the programs of {@code src/bench} into the scratch folder. They declare what they call of a library themselves, so that a
 * compiler and the library are enough: no headers need be installed.
 */
final class Floors {
    /** What stands in a sheet instead of a floor that could not be built. */
    static final String NO_COMPILER = "no compiler: floor not measured";

    private final Scratch scratch;
    private final Run run;

    Floors(Scratch scratch, Run run) {
        this.scratch = scratch;
        this.run = run;
    }

    /**
     * Compiles one C program.
     *
     * @param libraries each in the words in which linkers may know it, as {@code -lpcap}; the first that does is taken
     * @return the program; empty where there is no compiler, or not the library
     */
    Optional<Path> c(String name, String... libraries) {
        source("detector.h");
        Path program = scratch.file(name);
        for (String library : libraries.length == 0 ? new String[] {""} : libraries) {
            List<String> command = new ArrayList<>(List.of(
                    "cc", "-O2", "-o", program.toString(), source(name + ".c").toString()));
            if (!library.isEmpty()) command.add(library);
            try {
                run.of(command);
                return Optional.of(program);
            } catch (BenchFailed unknown) {
                continue; // the next word for it, or none
            }
        }
        return Optional.empty();
    }

    /**
     * Compiles one Java class.
     *
     * @param home of the Java that is to run it
     * @return the command that does; empty where our own Java has no compiler
     */
    Optional<List<String>> java(String name, Path home, String... options) {
        Path compiler = Jvm.OURS.resolve("bin/javac");
        if (!Files.isExecutable(compiler)) return Optional.empty();
        try {
            run.of(List.of(
                    compiler.toString(),
                    "--release",
                    "17",
                    "-d",
                    scratch.folder().toString(),
                    source(name + ".java").toString()));
        } catch (BenchFailed broken) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", scratch.folder().toString(), name));
        return Optional.of(command);
    }

    /** The text of a floor, which the jar holds, as a file. */
    private Path source(String name) {
        Path file = scratch.file(name);
        try (InputStream text = Floors.class.getResourceAsStream("/bench/" + name)) {
            if (text == null) throw new IllegalStateException("the program holds no /bench/" + name);
            if (Files.notExists(file)) Files.copy(text, file);
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("writing " + file, e);
        }
    }
}
