/**
 * Brings in what there is to see. In: capture files, standard input (and, on a live host, devices and held ports). Out:
 * {@link Sighting}s, of which a {@link Frame} is by far the most frequent. It must not know what a packet means: it
 * copies bytes, a time and a link type. Start at {@link CaptureFile};
 * for a live host in {@link portcullis.capture.live} and {@link portcullis.capture.held}.
 */
package portcullis.capture;
