package portcullis.respond;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A file that holds a secret. It is read anew each time, so that a secret can be changed without a restart and stays in memory no longer
 * than it is used; what is told of it is its path and never what stands there.
 */
public record SecretFile(Path path) {
    private static final String BASE64 = "whsec_"; // as the authors of Standard Webhooks hand secrets out
    private static final int SHORTEST = 16;
    private static final int LONGEST = 4096;
    private static final Set<PosixFilePermission> OPEN = Set.of(
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.GROUP_WRITE);

    public SecretFile {
        requireNonNull(path, "path");
    }

    /** What keeps it from being used, and what would do. */
    public Optional<Flaw> flaw() {
        try {
            key();
            return Optional.empty();
        } catch (Flaw flaw) {
            return Optional.of(flaw);
        }
    }

    /** The bytes to sign with. */
    public byte[] key() throws Flaw {
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            if (!attributes.isRegularFile()) throw new Flaw(path + " is not a file", "name a file");
            if (attributes.permissions().stream().anyMatch(OPEN::contains))
                throw new Flaw(path + " holds a secret and is open to others", "chmod 600 " + path);
            if (attributes.size() > LONGEST) throw new Flaw(path + " is too long for a secret", "see docs/webhooks.md");
            return key(Files.readAllBytes(path));
        } catch (NoSuchFileException missing) {
            throw new Flaw(path + " is not there", "make it: (umask 077; openssl rand -hex 32 > " + path + ")");
        } catch (AccessDeniedException denied) {
            throw new Flaw(path + " may not be read by this user", "chown it, or run as its owner");
        } catch (IOException broken) {
            throw new Flaw(path + " cannot be read", "name a file");
        }
    }

    private byte[] key(byte[] bytes) throws Flaw {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip(); // editors end a file with a new line
        byte[] key = text.startsWith(BASE64)
                ? decoded(text.substring(BASE64.length()))
                : text.getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(bytes, (byte) 0);
        if (key.length < SHORTEST)
            throw new Flaw(path + " holds less than " + SHORTEST + " bytes", "make it: openssl rand -hex 32");
        return key;
    }

    private byte[] decoded(String text) throws Flaw {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException bad) {
            throw new Flaw(path + " begins with " + BASE64 + " and goes on with what is no base64", "copy it again");
        }
    }

    /** Why a secret cannot be used. It quotes the path and nothing that stands there. */
    public static final class Flaw extends Exception {
        private static final long serialVersionUID = 1;
        private final String hint;

        private Flaw(String found, String hint) {
            super(found);
            this.hint = hint;
        }

        public String hint() {
            return hint;
        }
    }
}
