package portcullis.watch;

import portcullis.config.Key;
import portcullis.config.Settings;

/**
 * How much is told.
 *
 * @param ofASource events of one source a minute
 * @param aSecond blocks a second, and as many other events
 */
record Pace(int ofASource, int aSecond) {
    static Pace of(Settings settings) {
        return new Pace(limit(settings.count(Key.LOG_OF_A_SOURCE)), limit(settings.count(Key.LOG_A_SECOND)));
    }

    private static int limit(int count) {
        return count == 0 ? Integer.MAX_VALUE : count;
    }
}
