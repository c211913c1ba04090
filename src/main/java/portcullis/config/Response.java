package portcullis.config;

import java.util.Locale;

/** What an alarm may lead to: PortSentry's BLOCK 0, 1 and 2. */
public enum Response {
    REPORT,
    RESPOND,
    RUN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
