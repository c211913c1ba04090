package portcullis.scenario;

import java.util.List;
import portcullis.fact.News;

/** One line of a timeline: frames that are seen at one time, or what a log says then; neither for a line of silence. */
record Step(int line, long nanos, List<byte[]> frames, List<News> news) {}
