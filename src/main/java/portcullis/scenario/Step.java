package portcullis.scenario;

import java.util.List;

/** One line of a timeline: frames that are seen at one time; none for a line of silence. */
record Step(int line, long nanos, List<byte[]> frames) {}
