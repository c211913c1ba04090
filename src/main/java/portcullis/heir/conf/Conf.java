package portcullis.heir.conf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a {@code portsentry.conf} meant to the program that read it. */
public final class Conf {
    private final Dialect dialect;
    private final String why;
    private final String file;
    private final Map<OldKey, OldOption> options = new EnumMap<>(OldKey.class);

    private Conf(Dialect dialect, String why, String file, Map<OldKey, OldOption> options) {
        this.dialect = dialect;
        this.why = why;
        this.file = file;
        this.options.putAll(options);
    }

    /** @param asked whose grammar to read it by; without it the text tells */
    public static Conf read(String file, byte[] bytes, Optional<Dialect> asked, Findings findings) {
        Dialect.Judged judged = asked.map(dialect -> new Dialect.Judged(dialect, "--portsentry says so"))
                .orElseGet(() -> Dialect.of(latin(bytes)));
        Map<OldKey, OldOption> options = judged.dialect() == Dialect.ONE
                ? LenientConf.read(file, latin(bytes), findings)
                : StrictConf.read(file, text(bytes), findings);
        return new Conf(judged.dialect(), judged.why(), file, options);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException old) {
            return latin(bytes);
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    public boolean isOne() {
        return dialect == Dialect.ONE;
    }

    /** What told the dialect. */
    public String why() {
        return why;
    }

    public String file() {
        return file;
    }

    public Optional<OldOption> option(OldKey key) {
        return Optional.ofNullable(options.get(key));
    }

    /** The number that stands there, or 0. */
    public int number(OldKey key) {
        return option(key).map(OldOption::number).orElse(0);
    }
}
