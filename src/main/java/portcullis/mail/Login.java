package portcullis.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Who we are to a mail server; read anew for each mail, so that a changed password needs no restart. */
record Login(String user, String password) {
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** @param file two lines, user and password */
    static Login read(Path file) throws MailFailed {
        try {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file)))
                throw new MailFailed(
                        "smtp.login: others than its owner have a right to " + file + "; chmod 600 " + file, null);
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2 || lines.get(0).isBlank())
                throw new MailFailed("smtp.login: " + file + " needs two lines, user and password", null);
            return new Login(lines.get(0).strip(), lines.get(1));
        } catch (IOException e) {
            throw new MailFailed("smtp.login: " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return user; // and never the password, in whatever log
    }
}
