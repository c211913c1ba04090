package portcullis.respond;

import groovy.lang.GroovySystem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps compiled scripts, because compiling cold takes one to three seconds and loading some milliseconds. An entry is named
 * by the hash of all that went into it and opens with the hash of what it holds: a damaged one is compiled again. The hash
 * is no signature: the directory must be as safe as the scripts themselves, see {@link Ownership}.
 */
final class CompiledStore {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledStore.class);
    private static final int HASH_BYTES = 32;

    private final Path directory;
    private final Duration limit;

    CompiledStore(Path directory, Duration limit) {
        this.directory = directory;
        this.limit = limit;
    }

    Optional<Compiled> find(ScriptText script, String className) {
        try {
            Path entry = entry(script, className);
            return Files.exists(entry) ? unpacked(Files.readAllBytes(entry), className) : Optional.empty();
        } catch (IOException broken) {
            LOG.warn("compiled responders are not read from {}: {}", directory, broken.toString());
            return Optional.empty();
        }
    }

    /** Written aside and renamed, so that a reader finds a whole entry or none. */
    void keep(ScriptText script, Compiled compiled) {
        try {
            Files.createDirectories(directory);
            Path aside = Files.createTempFile(directory, "entry", ".new");
            try {
                Files.write(aside, packed(compiled));
                Files.move(aside, entry(script, compiled.main()), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException broken) {
            LOG.warn("compiled responders are not kept in {}: {}", directory, broken.toString());
        }
    }

    private Path entry(ScriptText script, String className) throws IOException {
        String product = Optional.ofNullable(CompiledStore.class.getPackage().getImplementationVersion())
                .orElse("unpacked");
        String key = String.join(
                "\0",
                product,
                GroovySystem.getVersion(),
                Integer.toString(Runtime.version().feature()),
                Integer.toString(ResponderScript.API),
                contract(ResponderScript.class),
                contract(Warrant.class),
                limit.toString(),
                className,
                script.text());
        return directory.resolve(HexFormat.of().formatHex(hash(key.getBytes(StandardCharsets.UTF_8))) + ".classes");
    }

    /** What scripts were compiled against, so that a changed verb never meets an old script, not even in a developer's tree. */
    private static String contract(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in == null ? type.getName() : HexFormat.of().formatHex(hash(in.readAllBytes()));
        }
    }

    private static byte[] packed(Compiled compiled) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(body)) {
            out.writeInt(compiled.classes().size());
            for (Map.Entry<String, byte[]> one : compiled.classes().entrySet()) {
                out.writeUTF(one.getKey());
                out.writeInt(one.getValue().length);
                out.write(one.getValue());
            }
        }
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.write(hash(body.toByteArray()));
        body.writeTo(entry);
        return entry.toByteArray();
    }

    private static Optional<Compiled> unpacked(byte[] entry, String className) throws IOException {
        if (entry.length < HASH_BYTES) return Optional.empty();
        byte[] body = Arrays.copyOfRange(entry, HASH_BYTES, entry.length);
        if (!Arrays.equals(hash(body), 0, HASH_BYTES, entry, 0, HASH_BYTES)) return Optional.empty();
        Map<String, byte[]> classes = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            for (int left = in.readInt(); left > 0; left--) classes.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return Optional.of(new Compiled(className, classes));
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
