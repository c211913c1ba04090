package portcullis.heir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;

/**
 * The history and blocked files of PortSentry 1.x. The history grows by a line a block. A blocked file lists who is blocked now, one file a
 * mode: unlike PortSentry's it outlives a restart with the blocks, and who is released leaves it. Only their owner can read them.
 */
public final class ClassicFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ClassicFiles.class);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Optional<Path> history;
    private final Optional<Path> blocked;
    private final DateTimeFormatter time;
    private final Function<Address, String> names;
    /** As many as there are blocks in force. */
    private final Map<Address, Line> lines = new LinkedHashMap<>();

    private final Set<Mode> changed;
    private boolean failed;

    private record Line(Mode mode, String text) {}

    /**
     * @param history empty for none
     * @param blocked the name without its mode; empty for none
     * @param modes of which there is a blocked file even if nobody is in it
     */
    public ClassicFiles(
            Optional<Path> history,
            Optional<Path> blocked,
            Set<Mode> modes,
            ZoneId zone,
            Function<Address, String> names) {
        this.history = history;
        this.blocked = blocked;
        this.changed = modes.isEmpty() ? EnumSet.noneOf(Mode.class) : EnumSet.copyOf(modes);
        this.time =
                DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss", Locale.ROOT).withZone(zone);
        this.names = names;
    }

    void blocked(Verdict.Block block, boolean isNew) {
        Address source = block.source();
        if (lines.containsKey(source)) return; // another responder, of the same block
        Alarm.Proof proof = block.because().proof();
        Line line = new Line(proof.mode(), text(block));
        lines.put(source, line);
        if (isNew) history.ifPresent(file -> append(file, line.text));
        if (changed.contains(line.mode)) return; // it is written as a whole anyway
        blocked.ifPresent(file -> {
            if (!append(of(file, line.mode), line.text)) changed.add(line.mode);
        });
    }

    private String text(Verdict.Block block) {
        Instant at = Instant.ofEpochSecond(0, block.at());
        Alarm.Proof proof = block.because().proof();
        return at.getEpochSecond() + " - " + time.format(at) + " Host: " + names.apply(block.source()) + "/"
                + block.source() + " Port: " + proof.lastPort() + " "
                + proof.transport().word().toUpperCase(Locale.ROOT) + " Blocked\n";
    }

    void released(Verdict.Release release) {
        Line line = lines.remove(release.source());
        if (line != null) changed.add(line.mode);
    }

    /** Writes what has changed by more than a line, now that nothing else waits; what cannot be written is tried again the next time. */
    void write() {
        if (blocked.isEmpty()) changed.clear();
        else changed.removeIf(mode -> replace(of(blocked.get(), mode), mode));
    }

    private static Path of(Path file, Mode mode) {
        return file.resolveSibling(file.getFileName() + "." + mode.word());
    }

    private boolean append(Path file, String text) {
        try {
            if (!Files.exists(file)) Files.createFile(file, OWNER_ONLY);
            Files.writeString(file, text, StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            complain(file, e);
            return false;
        }
    }

    /** Whoever reads it finds the old one or the new one. */
    private boolean replace(Path file, Mode mode) {
        String text = lines.values().stream()
                .filter(line -> line.mode == mode)
                .map(Line::text)
                .collect(Collectors.joining());
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(aside);
            Files.createFile(aside, OWNER_ONLY);
            Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            complain(file, e);
            return false;
        }
    }

    private void complain(Path file, IOException why) {
        if (!failed) LOG.warn("{} cannot be written: {}", file, why.toString());
        failed = true;
    }
}
