package portcullis.respond;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import portcullis.fact.Problem;

/**
 * Whether others can write what runs with our privileges. A folder that others can write gives its files away, since they
 * can be replaced; a symbolic link does too, since it may lead anywhere.
 */
public final class Ownership {
    private Ownership() {}

    /**
     * All problems of a folder, the folders above it, and whatever lies within.
     *
     * @param trusted who may own and write, beside root: the user that runs the program
     */
    public static List<Problem> problems(Path folder, UserPrincipal trusted) {
        List<Problem> problems = new ArrayList<>();
        try {
            Path real = folder.toRealPath();
            for (Path above = real.getParent(); above != null; above = above.getParent())
                inspect(above, trusted, true, problems);
            try (Stream<Path> within = Files.walk(real)) {
                for (Path one : within.sorted().toList()) inspect(one, trusted, false, problems);
            }
        } catch (IOException broken) {
            problems.add(new Problem(folder.toString(), 0, 0, "cannot be inspected: " + broken, ""));
        }
        return problems;
    }

    private static void inspect(Path path, UserPrincipal trusted, boolean above, List<Problem> problems)
            throws IOException {
        if (Files.isSymbolicLink(path)) {
            problems.add(problem(path, "is a symbolic link", "put the file itself here"));
            return;
        }
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!isTrusted(attributes.owner(), trusted))
            problems.add(problem(path, "belongs to " + attributes.owner().getName(), "chown root " + path));
        if (isOpen(attributes) && !(above && isSticky(path)))
            problems.add(problem(path, "can be written by others than its owner", "chmod go-w " + path));
    }

    private static boolean isTrusted(UserPrincipal owner, UserPrincipal trusted) {
        return owner.equals(trusted) || owner.getName().equals("root");
    }

    private static boolean isOpen(PosixFileAttributes attributes) {
        Set<PosixFilePermission> permissions = attributes.permissions();
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** In a sticky folder, such as /tmp, others cannot rename what is ours. */
    private static boolean isSticky(Path path) throws IOException {
        return ((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 01000) != 0;
    }

    private static Problem problem(Path path, String found, String hint) {
        return new Problem(path.toString(), 0, 0, found, hint);
    }
}
