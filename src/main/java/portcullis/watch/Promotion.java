package portcullis.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.journal.JournalFailed;
import portcullis.journal.Shadowed;
import portcullis.journal.Store;

/** Takes a rule off probation, once somebody has seen what it would have done. */
public final class Promotion implements AutoCloseable {
    private static final Pattern MARK = Pattern.compile("@shadow\\b([ \\t]*\\([ \\t]*\\))?");
    private static final Pattern MARKED_LINE =
            Pattern.compile("[ \\t]*" + MARK.pattern() + "[ \\t]*(//[^\\r\\n]*)?\\r?\\n?");

    private final RuleCard rule;
    private final Path file;
    private final Store journal;
    private final List<Shadowed> would;

    private Promotion(RuleCard rule, Path file, Store journal, List<Shadowed> would) {
        this.rule = rule;
        this.file = file;
        this.journal = journal;
        this.would = List.copyOf(would);
    }

    /**
     * Looks up what a rule would have done.
     *
     * @param rules folder of the rules
     * @param literals settings that are written into rules
     * @param id of the rule
     * @param back how far to look back
     * @throws Refused where there is no such rule on probation
     */
    public static Promotion of(Path rules, Map<String, String> literals, Path journal, String id, Duration back)
            throws Refused, JournalFailed {
        RuleCard rule = RuleBase.cards(RuleBase.rendered(rules, literals)).stream()
                .filter(card -> card.id().equals(id))
                .findFirst()
                .orElseThrow(() -> problem(rules.toString(), 0, "no rule has the id " + id, "look in the folder"));
        if (!rule.isShadow())
            throw problem(
                    rule.file(), rule.line(), id + " is not on probation", "@shadow below its name puts it there");
        Store store = Store.open(journal);
        try {
            long since = new LineClock().now() - back.toNanos();
            return new Promotion(rule, rules.resolve(rule.file()), store, store.shadowed(id, since));
        } catch (JournalFailed failed) {
            store.close();
            throw failed;
        }
    }

    private static Refused problem(String file, int line, String found, String hint) {
        return new Refused(List.of(new Problem(file, line, 0, found, hint)));
    }

    /** What it would have led to, a line a source and decision. */
    public List<Shadowed> would() {
        return would;
    }

    /** Those of whom the guard would have kept it. */
    public List<Shadowed> guarded() {
        return would.stream().filter(Shadowed::isGuarded).toList();
    }

    /** Where the rule stands. */
    public Path file() {
        return file;
    }

    public int line() {
        return rule.line();
    }

    /**
     * Takes {@code @shadow} away from the rule, in one step, after the journal has it: also of each source that spoke against it.
     *
     * @param who does it
     */
    public void carryOut(String who) throws JournalFailed, IOException {
        long now = new LineClock().now();
        boolean anyway = !guarded().isEmpty();
        journal.note(now, Optional.empty(), who, rule.id() + " is promoted" + (anyway ? " anyway" : ""));
        for (Shadowed spared : guarded())
            journal.note(
                    now,
                    Optional.of(spared.source()),
                    who,
                    rule.id() + " is promoted anyway, which would have had this source blocked: " + spared.why());
        replace(file.toRealPath(), promoted(Files.readString(file), rule.line()));
    }

    /** The text without the mark of the rule that begins in this line; a line that holds nothing else goes with it. */
    static String promoted(String text, int line) {
        int begin = 0;
        for (int i = 1; i < line; i++) begin = text.indexOf('\n', begin) + 1;
        Matcher mark = MARK.matcher(text);
        if (!mark.find(begin)) return text;
        int lineBegin = text.lastIndexOf('\n', mark.start()) + 1;
        Matcher whole = MARKED_LINE.matcher(text).region(lineBegin, text.length());
        if (whole.lookingAt()) return text.substring(0, lineBegin) + text.substring(whole.end());
        String before = text.substring(0, mark.start());
        return before.replaceAll("[ \\t]+$", "") + text.substring(mark.end());
    }

    /** Nobody sees half of it, and who may read or write it stays the same. The name beside it ends so that nobody takes it for a rule. */
    private static void replace(Path file, String text) throws IOException {
        Path beside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".promoted");
        try {
            try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) out.write(bytes);
                out.force(true);
            }
            PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
            PosixFileAttributeView after = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
            after.setPermissions(before.permissions());
            after.setOwner(before.owner());
            after.setGroup(before.group());
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
