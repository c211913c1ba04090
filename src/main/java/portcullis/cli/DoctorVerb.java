package portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portcullis.fact.Words;
import portcullis.watch.Arming;
import portcullis.watch.Doctor;
import portcullis.watch.Plan;
import portcullis.watch.Upkeep;

/** {@code portcullis doctor}: whether this host has what an armed watcher needs. */
@Command(
        name = "doctor",
        description = "Looks whether this host has what `watch --enforce` needs, and changes nothing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Ends with 0 where all is there, 69 where something is missing, 77 where only privileges are."})
final class DoctorVerb implements Callable<Integer> {
    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "where the journal would be kept (default: ${DEFAULT-VALUE})")
    private Path journal = Path.of("/var/lib/portcullis/journal.db");

    @Mixin
    private Rules rules = new Rules();

    @Mixin
    private Door door = new Door();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Plan plan = new Plan(
                rules::settings,
                rules.rulesFolder(),
                rules.policiesFolder(),
                Rules.cache(),
                List.of(),
                false,
                CaptureDoor.ring.door(),
                journal,
                door.path(),
                Optional.empty(),
                Files.getOwner(Path.of("/proc/self")),
                new Arming(true, false, Optional.empty()),
                Upkeep.NONE);
        List<Doctor.Finding> findings = Doctor.examine(plan);
        PrintWriter out = spec.commandLine().getOut();
        if (door.isJson()) findings.forEach(finding -> object(out, finding));
        else findings.forEach(finding -> line(out, finding));
        boolean missing = findings.stream().anyMatch(each -> each.state() == Doctor.State.MISSING);
        boolean forbidden = findings.stream().anyMatch(each -> each.state() == Doctor.State.NOT_PERMITTED);
        int code = missing ? Exit.UNAVAILABLE : forbidden ? Exit.NOT_PERMITTED : Exit.FINE;
        if (!door.isJson()) out.println(verdict(findings, code));
        return code;
    }

    private static String verdict(List<Doctor.Finding> findings, int code) {
        if (code == Exit.FINE) return "this host can be guarded: portcullis watch --enforce --confirm 10m";
        long wrong = findings.stream()
                .filter(each -> each.state() == Doctor.State.MISSING || each.state() == Doctor.State.NOT_PERMITTED)
                .count();
        return "as it is, nothing can be enforced: " + Words.count(wrong, "thing") + " to mend";
    }

    private static String word(Doctor.Finding finding) {
        return finding.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void line(PrintWriter out, Doctor.Finding finding) {
        out.printf("%-13s %-22s %s%n", word(finding), Plain.text(finding.what()), Plain.text(finding.detail()));
    }

    private static void object(PrintWriter out, Doctor.Finding finding) {
        try (JsonGenerator generator =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            generator.writeStartObject();
            generator.writeStringField("event", "finding");
            generator.writeStringField("state", word(finding));
            generator.writeStringField("what", finding.what());
            generator.writeStringField("detail", finding.detail());
            generator.writeEndObject();
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
