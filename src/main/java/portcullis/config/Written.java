package portcullis.config;

import java.util.Map;
import portcullis.fact.Place;

/**
 * Where the value of a setting stands.
 *
 * @param file or the words of the command line
 * @param items where each item of a list stands
 */
record Written(String file, Place place, Map<String, Place> items) {
    Written {
        items = Map.copyOf(items);
    }
}
