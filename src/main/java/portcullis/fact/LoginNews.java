package portcullis.fact;

import java.util.Objects;

/**
 * Somebody logs in from another host, fails to, or logs out.
 *
 * @param user as the log has it; whoever tried may have chosen any text
 * @param service as it calls itself, such as {@code sshd}
 * @param hour of the day where the log was written, from 0 to 23
 */
public record LoginNews(long at, Address source, String user, String service, Act act, int hour) implements News {
    public LoginNews {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(act, "act");
    }

    /** What is told of. */
    public enum Act {
        OPENED,
        FAILED,
        CLOSED
    }

    @Override
    public LoginNews at(long nanos) {
        return new LoginNews(nanos, source, user, service, act, hour);
    }
}
