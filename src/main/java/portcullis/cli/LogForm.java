package portcullis.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import portcullis.fact.Address;
import portcullis.fact.Entry;
import portcullis.heir.ClassicLines;
import portcullis.watch.HostName;
import portcullis.watch.Voice;

/** How a watcher tells what happens; the names are what stands on the command line. */
enum LogForm {
    lines,
    json,
    classic;

    /** @param names what stands before the address of a source in classic lines */
    Voice voice(PrintWriter out, Function<Address, String> names) {
        return switch (this) {
            case lines -> new Telling(Sentences.ofNow(out));
            case json -> new Telling(new JsonLines(out));
            case classic ->
                new ClassicLines(
                        out, HostName.ofThisHost(), ProcessHandle.current().pid(), ZoneId.systemDefault(), names);
        };
    }

    /** Shows each entry as soon as there is nothing else to show. */
    private record Telling(Report report) implements Voice {
        @Override
        public void record(Entry entry) {
            report.record(entry);
        }

        @Override
        public void more(long at, Optional<Address> source, long events) {
            report.more(at, source, events);
        }

        @Override
        public void pause() {
            report.flush();
        }
    }
}
