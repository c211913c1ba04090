package portcullis.respond.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds lines to files and takes them out. Readers see the old file or the new one, never a half: it is written aside, synced
 * and renamed, with the old owner and mode (access lists and hard links are not kept). Other bytes stay as they are.
 */
final class FileEdits {
    private static final int LONGEST = 1 << 20;
    private static final int OPEN_TO_OTHERS = 022;
    private static final int STICKY = 01000;
    private static final int NEW_FILE = 0644;

    /** Two responders may edit one file: the second must see what the first wrote. */
    synchronized void append(String file, String line) throws HostFailed {
        edit(file, line, Edit.APPEND);
    }

    synchronized void remove(String file, String line) throws HostFailed {
        edit(file, line, Edit.REMOVE);
    }

    private enum Edit {
        APPEND,
        REMOVE
    }

    private static void edit(String file, String line, Edit edit) throws HostFailed {
        try {
            Path path = Path.of(file);
            boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            if (!there && edit == Edit.REMOVE) return;
            Path target =
                    there ? path.toRealPath() : path.getParent().toRealPath().resolve(path.getFileName());
            refuseWhatOthersWrite(target.getParent());
            if (there) refuseWhatOthersWrite(target);
            String before = there ? read(target) : "";
            String after = changed(before, latin(line), edit);
            if (!after.equals(before)) replace(target, there, after);
        } catch (IOException broken) {
            throw HostFailed.refused(broken.toString());
        }
    }

    /** Each byte as one character, so that what is no UTF-8 comes back as it was. */
    private static String read(Path file) throws IOException, HostFailed {
        if (!Files.isRegularFile(file)) throw HostFailed.refused(file + " is not a file");
        if (Files.size(file) > LONGEST) throw HostFailed.refused(file + " is longer than " + LONGEST + " bytes");
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static String latin(String line) {
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String changed(String text, String line, Edit edit) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
        boolean stands = lines.stream().anyMatch(one -> isLine(one, line));
        if (edit == Edit.REMOVE) {
            lines.removeIf(one -> isLine(one, line));
            return String.join("", lines);
        }
        String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return stands ? text : text + end + line + "\n";
    }

    private static boolean isLine(String found, String line) {
        return found.equals(line) || found.equals(line + "\n");
    }

    private static void replace(Path target, boolean there, String text) throws IOException {
        Path aside = Files.createTempFile(target.getParent(), ".portcullis", ".new");
        try {
            if (there) {
                Files.setAttribute(aside, "unix:uid", Files.getAttribute(target, "unix:uid"));
                Files.setAttribute(aside, "unix:gid", Files.getAttribute(target, "unix:gid"));
            }
            Files.setAttribute(aside, "unix:mode", there ? Files.getAttribute(target, "unix:mode") : NEW_FILE);
            write(aside, text);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
        try (FileChannel folder = FileChannel.open(target.getParent())) {
            folder.force(true); // the rename itself
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }

    private static void refuseWhatOthersWrite(Path path) throws IOException, HostFailed {
        int mode = (int) Files.getAttribute(path, "unix:mode");
        boolean safe = (mode & OPEN_TO_OTHERS) == 0 || Files.isDirectory(path) && (mode & STICKY) != 0;
        if (!safe) throw HostFailed.refused(path + " can be written by others than its owner");
        String owner = Files.getOwner(path).getName();
        if (!owner.equals("root") && !ProcessHandle.current().info().user().equals(Optional.of(owner)))
            throw HostFailed.refused(path + " belongs to " + owner);
    }
}
