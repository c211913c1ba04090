package portcullis.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a mail server is spoken to. */
public enum Security {
    /** In the open at first, and no mail and no password before it is encrypted. */
    STARTTLS,
    TLS,
    NONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Security> of(String word) {
        return Arrays.stream(values())
                .filter(security -> security.word().equals(word))
                .findFirst();
    }
}
