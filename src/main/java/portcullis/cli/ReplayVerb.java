package portcullis.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import portcullis.capture.CaptureFailed;
import portcullis.capture.SpooledInput;
import portcullis.config.HostWords;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Reading;
import portcullis.fact.Refused;
import portcullis.fact.Served;
import portcullis.fact.Words;
import portcullis.scenario.Replay;
import portcullis.watch.Overheard;
import portcullis.watch.Patience;
import portcullis.watch.Recording;
import portcullis.watch.Rehearsals;

/** {@code portcullis replay}: a capture goes in, the alarms and the exact firewall change come out. */
@Command(
        name = "replay",
        description =
                "Reads captures and shows what would have been alarmed, judged and done. Changes nothing on this host.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: portcullis replay test-scenarios/captures/nmap-syn.pcap"})
final class ReplayVerb implements Callable<Integer> {
    private static final long MOST_INPUT = 4L << 30;

    @Parameters(
            paramLabel = "CAPTURE",
            arity = "0..*",
            description = "pcap, pcapng or snoop files, also gzipped; - is standard input")
    private List<String> captures = List.of();

    @Option(
            names = "--logins",
            paramLabel = "FILE",
            description =
                    "also hear who logged in: auth.log, or wtmp or btmp by its name, also gzipped; may be repeated")
    private List<Path> logins = List.of();

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description =
                    "also hear the alerts of another detection system: Snort's fast format or Suricata's EVE, also gzipped; may be repeated")
    private List<Path> alerts = List.of();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            split = ",",
            description =
                    "the watched host: an address, a network, or any for a whole segment; may be repeated. Without it, guessed")
    private List<String> hosts = List.of();

    @Option(
            names = "--served",
            paramLabel = "PORTS",
            description =
                    "what the host serves, as in \"tcp:22,80 udp:53\", or none. Without it, learned from what answers")
    private String served;

    @Option(
            names = "--explain",
            paramLabel = "ADDRESS",
            split = ",",
            description =
                    "afterwards, the story of this source: what it sent, who told of it, and what kept each other rule silent; may be repeated")
    private List<String> explained = List.of();

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "own (the default) or pcap4j, which reads through libpcap and is far slower")
    private String reader = "own";

    @Mixin
    private AsPortSentry classic = new AsPortSentry();

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        classic.applyTo(rules, spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        Report report = json ? new JsonLines(out) : Sentences.ofReplay(out);
        Settings settings = rules.settings();
        Replay.Whose whose = new Replay.Whose(host(), served());
        Set<Address> followed = followed();
        boolean throughLibpcap = reader();
        if (captures.isEmpty() && logins.isEmpty() && alerts.isEmpty())
            throw new ParameterException(spec.commandLine(), "name a capture, or logs with --logins or --alerts");
        List<Path> files = new ArrayList<>();
        Optional<SpooledInput> input = Optional.empty();
        try (Rehearsals rehearsals = rules.rehearsals()) {
            rehearsals.prepare(settings);
            if (captures.indexOf("-") != captures.lastIndexOf("-"))
                throw new ParameterException(spec.commandLine(), "standard input can be read only once");
            if (captures.contains("-")) input = Optional.of(SpooledInput.copy(System.in, MOST_INPUT));
            for (String capture : captures) files.add(file(capture, input));
            Map<Path, String> names = input.map(SpooledInput::path)
                    .map(path -> Map.of(path, "standard input"))
                    .orElse(Map.of());
            return play(
                    new Replay(rehearsals, settings, whose, followed),
                    new Recording(files, throughLibpcap, names, overheard()),
                    report);
        } catch (CaptureFailed e) {
            spec.commandLine().getErr().println(Plain.text(String.valueOf(e.getMessage())));
            if (e.isNotPermitted()) return Exit.NOT_PERMITTED;
            return e.isDamaged() ? Exit.DAMAGED : Exit.UNAVAILABLE;
        } catch (Unheard e) {
            return Exit.UNAVAILABLE;
        } finally {
            input.ifPresent(SpooledInput::close);
        }
    }

    private int play(Replay replay, Recording recording, Report report) throws Refused {
        PrintWriter err = spec.commandLine().getErr();
        Replay.Found found = replay.look(recording, progress(err, "looking"));
        if (found.reading().frames() == 0 && found.reading().damage().isPresent()) {
            err.println(Plain.text(found.reading().damage().get()));
            return found.reading().available() ? Exit.DAMAGED : Exit.UNAVAILABLE;
        }
        report.begins(names(), found);
        Replay.Ended ended = replay.play(recording, found.host(), report, whileHeard(progress(err, "playing")));
        report.ends(ended);
        spec.commandLine().getOut().flush();
        ended.ruleTroubles().stream().map(Plain::text).forEach(err::println);
        Reading reading = ended.reading();
        reading.damage().map(Plain::text).ifPresent(err::println);
        if (reading.damage().isPresent()) return Exit.DAMAGED;
        return ended.ruleTroubles().isEmpty() ? Exit.FINE : Exit.CONFIGURATION;
    }

    private Overheard overheard() throws CaptureFailed {
        Overheard heard = Overheard.read(logins, alerts);
        if (heard.bad() > 0)
            spec.commandLine().getErr().println("not understood in the logs: " + Words.count(heard.bad(), "line"));
        return heard;
    }

    private String names() {
        return Stream.of(captures.stream().map(Path::of), logins.stream(), alerts.stream())
                .flatMap(each -> each)
                .map(name -> name.getFileName().toString())
                .collect(Collectors.joining(", "));
    }

    /** Shown on a terminal only, and wiped when done; the launcher knows whether there is one. */
    static DoubleConsumer progress(PrintWriter err, String word) {
        if (!Boolean.getBoolean("portcullis.terminal")) return part -> {};
        return new Patience(part -> {
            err.printf("\r%s: %3.0f %%  ", word, part * 100);
            if (part >= 1) err.print("\r                    \r");
            err.flush();
        });
    }

    /** Nobody reads what is told any more: {@code head} has seen enough, or the disk is full. */
    private static final class Unheard extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private DoubleConsumer whileHeard(DoubleConsumer progress) {
        PrintWriter out = spec.commandLine().getOut();
        return part -> {
            if (out.checkError()) throw new Unheard();
            progress.accept(part);
        };
    }

    private Path file(String capture, Optional<SpooledInput> input) throws CaptureFailed {
        if (capture.equals("-")) return input.orElseThrow().path();
        Path file = Path.of(capture);
        if (!Files.exists(file)) throw new ParameterException(spec.commandLine(), "there is no file " + capture);
        if (Files.isDirectory(file))
            throw new ParameterException(spec.commandLine(), capture + " is a folder, not a capture");
        if (!Files.isReadable(file)) throw CaptureFailed.notPermitted(capture + ": this user may not read it");
        return file;
    }

    private boolean reader() {
        if (!List.of("own", "pcap4j").contains(reader)) {
            throw new ParameterException(spec.commandLine(), "--reader is own or pcap4j, not " + reader);
        }
        return reader.equals("pcap4j");
    }

    private Set<Address> followed() {
        Set<Address> followed = new LinkedHashSet<>();
        for (String word : explained) {
            Optional<Address> address = Address.parse(word);
            if (address.isEmpty())
                throw new ParameterException(spec.commandLine(), "--explain takes an address, not " + word);
            followed.add(address.get());
        }
        return followed;
    }

    private Optional<HostWords.Hosts> host() {
        if (hosts.isEmpty()) return Optional.empty();
        Optional<HostWords.Hosts> read = HostWords.hosts(hosts);
        if (read.isEmpty())
            throw new ParameterException(
                    spec.commandLine(), "--host takes addresses, networks or any, not " + String.join(",", hosts));
        return read;
    }

    private Optional<List<Served>> served() {
        if (served == null) return Optional.empty();
        Optional<List<Served>> read = HostWords.served(served);
        if (read.isEmpty())
            throw new ParameterException(
                    spec.commandLine(), "--served is written as in \"tcp:22,80 udp:53\", not " + served);
        return read;
    }
}
