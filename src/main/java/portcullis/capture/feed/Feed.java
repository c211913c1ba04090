package portcullis.capture.feed;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** What a file tells of. */
public enum Feed {
    LOGINS,
    ALERTS;

    /** The script in which a file of this name is written. */
    Script script(Path file, ZoneId zone, Supplier<Instant> now) {
        SyslogTime times = new SyslogTime(zone, now);
        if (this == ALERTS) return new Lines(new AlertLog(times));
        String name = file.getFileName().toString();
        boolean isRecords = name.startsWith("wtmp") || name.startsWith("btmp");
        if (!isRecords) return new Lines(new AuthLog(times));
        return new Utmp(
                times, name.startsWith("btmp"), System.getProperty("os.arch").equals("aarch64"));
    }
}
