package portcullis.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portcullis.config.HostWords;
import portcullis.fact.Reading;
import portcullis.fact.Served;
import portcullis.scenario.Replay;
import portcullis.watch.Recording;

/** The options that say which captures are read, and whose traffic they hold. */
final class Captured {
    @Option(
            names = "--capture",
            paramLabel = "FILE",
            arity = "1..*",
            description = "read these captures, not the journal")
    private List<Path> captures = List.of();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            split = ",",
            description = "of a capture: the watched host, as for replay; without it, guessed")
    private List<String> hosts = List.of();

    @Option(
            names = "--served",
            paramLabel = "PORTS",
            description = "of a capture: what the host serves, as for replay; without it, learned from what answers")
    private String served;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec verb;

    boolean isAny() {
        return !captures.isEmpty();
    }

    List<Path> files() {
        return captures;
    }

    Recording recording() {
        for (Path file : captures)
            if (!Files.isRegularFile(file))
                throw new ParameterException(verb.commandLine(), "there is no file " + file);
        return new Recording(captures, false);
    }

    Replay.Whose whose() {
        Optional<HostWords.Hosts> host = hosts.isEmpty() ? Optional.empty() : HostWords.hosts(hosts);
        if (!hosts.isEmpty() && host.isEmpty())
            throw new ParameterException(
                    verb.commandLine(), "--host takes addresses, networks or any, not " + String.join(",", hosts));
        Optional<List<Served>> ports = served == null ? Optional.empty() : HostWords.served(served);
        if (served != null && ports.isEmpty())
            throw new ParameterException(
                    verb.commandLine(), "--served is written as in \"tcp:22,80 udp:53\", not " + served);
        return new Replay.Whose(host, ports);
    }

    /** Says where a reading stopped early. @return the exit code, 0 where it did not */
    int damage(Reading reading) {
        PrintWriter err = verb.commandLine().getErr();
        if (reading.damage().isEmpty()) return Exit.FINE;
        err.println(Plain.text(reading.damage().get()));
        return reading.frames() > 0 || reading.available() ? Exit.DAMAGED : Exit.UNAVAILABLE;
    }
}
