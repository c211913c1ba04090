package portcullis.config;

import portcullis.fact.Place;

/**
 * Where the value of a setting stands.
 *
 * @param file or the words of the command line
 */
record Written(String file, Place place) {}
