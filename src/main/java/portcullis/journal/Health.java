package portcullis.journal;

import java.util.Optional;

/**
 * How the store fares.
 *
 * @param written entries that are on the disk
 * @param waiting entries that are not yet
 * @param lost entries for which there was no room while the disk could not be written
 * @param trouble what the disk says, while it says something
 */
public record Health(long written, long waiting, long lost, Optional<String> trouble) {}
