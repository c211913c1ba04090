package portcullis.detect.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps compiled rules, and what was read from them, under the hash of everything that went in, so that rules once compiled load in a fraction of a second.
 * What it holds is code that runs with our privileges: each file carries its own hash, and one that does not fit is compiled anew. A
 * cache that cannot be read or written is only slower, never wrong.
 */
final class RuleCache {
    private static final Logger LOG = LoggerFactory.getLogger(RuleCache.class);
    private static final int HASH_BYTES = 32;

    private final Path folder;

    RuleCache(Path folder) {
        this.folder = folder;
    }

    static String key(List<RuleText> texts, String engine) {
        MessageDigest digest = sha256();
        digest.update(engine.getBytes(StandardCharsets.UTF_8));
        for (RuleText text : texts) {
            digest.update((text.name() + "\0" + text.text() + "\0").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Checksums of classes of ours and of those within them, so that what an older one made is not taken for its own. Nobody forges our own
     * program to fit, and Java has an instruction for this sum, which counts at each start.
     */
    static String sums(List<Class<?>> types) {
        return types.stream()
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                .sorted(Comparator.comparing(Class::getName))
                .map(type -> sum(code(type)))
                .collect(Collectors.joining(" "));
    }

    private static String sum(byte[] code) {
        CRC32C sum = new CRC32C();
        sum.update(code);
        return code.length + ":" + Long.toHexString(sum.getValue());
    }

    private static byte[] code(Class<?> type) {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream code = type.getResourceAsStream(name)) {
            return code == null ? new byte[0] : code.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading our own " + type, e);
        }
    }

    /** What is kept under this key, if it is there and whole. @param part which of it, as the ending of a file */
    Optional<byte[]> find(String key, String part) {
        Path file = folder.resolve(key + part);
        try {
            if (!Files.isRegularFile(file)) return Optional.empty();
            byte[] all = Files.readAllBytes(file);
            if (all.length <= HASH_BYTES) return Optional.empty();
            byte[] jar = java.util.Arrays.copyOfRange(all, HASH_BYTES, all.length);
            byte[] stored = java.util.Arrays.copyOf(all, HASH_BYTES);
            return MessageDigest.isEqual(stored, sha256().digest(jar)) ? Optional.of(jar) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("compiled rules cannot be read from {}", file, e);
            return Optional.empty();
        }
    }

    void keep(String key, String part, byte[] jar) {
        try {
            Files.createDirectories(folder);
            Path begun = Files.createTempFile(folder, key, ".part");
            byte[] hash = sha256().digest(jar);
            byte[] all = java.util.Arrays.copyOf(hash, HASH_BYTES + jar.length);
            System.arraycopy(jar, 0, all, HASH_BYTES, jar.length);
            Files.write(begun, all);
            Files.move(begun, folder.resolve(key + part), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.debug("compiled rules cannot be kept in {}", folder, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
