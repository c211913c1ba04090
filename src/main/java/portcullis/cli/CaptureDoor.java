package portcullis.cli;

import java.util.Locale;
import portcullis.capture.live.Door;

/** How packets come from the kernel; the names are what stands on the command line. */
enum CaptureDoor {
    ring,
    pcap4j;

    Door door() {
        return Door.valueOf(name().toUpperCase(Locale.ROOT));
    }
}
