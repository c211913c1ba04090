package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portcullis.fact.Mode;
import portcullis.fact.Refused;
import portcullis.heir.conf.Dialect;
import portcullis.heir.conf.Finding;
import portcullis.heir.estate.Estate;
import portcullis.heir.estate.Inheritance;
import portcullis.heir.estate.Wish;

/** {@code portcullis import}: PortSentry's configuration becomes ours, and each line of it is told of. */
@Command(
        name = "import",
        description =
                "Reads PortSentry's configuration and lists (1.x and 2.x) and psad's auto_dl; tells what becomes of each line, and shows or writes our settings and lists.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: portcullis import /etc/portsentry --to my-portcullis",
            "Exit codes: 0 each line is kept or accounted for; 64 a file is there already; 65 a file is damaged, the rest was read; 78 no configuration.",
            "The switch-over, step by step: docs/portsentry.md"
        })
final class ImportVerb implements Callable<Integer> {
    private static final List<String> CLASSIC = List.of("tcp", "udp", "stcp", "sudp", "atcp", "audp");

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "where portsentry.conf stands, or the file itself (default: ${DEFAULT-VALUE})")
    private Path place = Path.of("/etc/portsentry");

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "write settings and lists there; without it they are only shown")
    private Path to;

    @Option(
            names = "--force",
            description = "write over what is there already; it is kept beside, its name ending in .before-import")
    private boolean force;

    @Option(
            names = "--portsentry",
            paramLabel = "1|2",
            description = "whose grammar it is, 1.x or 2.x; without it the file tells")
    private String version = "";

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            split = ",",
            description =
                    "the modes in which it ran; without it /etc/default/portsentry or the systemd unit tells: tcp udp stcp sudp atcp audp")
    private List<String> modes = List.of();

    @Option(
            names = "--hosts-deny",
            paramLabel = "FILE",
            description =
                    "where PortSentry wrote to; without it hosts.deny of the same host, or beside its configuration")
    private Path hostsDeny;

    @Option(
            names = "--auto-dl",
            paramLabel = "FILE",
            description = "psad's auto_dl; without it that of the same host, or beside the configuration")
    private Path autoDl;

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        Inheritance inheritance = Estate.read(wish());
        PrintWriter out = spec.commandLine().getOut();
        ImportReport report = json ? new ImportJson(out) : new ImportSentences(out);
        report.tell(inheritance);
        int code = inheritance.of(Finding.Fate.DAMAGED).isEmpty() ? Exit.FINE : Exit.DAMAGED;
        if (to == null) {
            report.show(inheritance);
            return code;
        }
        Deposit deposit = new Deposit(to, inheritance);
        List<Path> there = deposit.there();
        if (!there.isEmpty() && !force) {
            out.flush();
            there.forEach(file -> spec.commandLine().getErr().println(Plain.text(file + " is there already")));
            spec.commandLine()
                    .getErr()
                    .println("nothing was written; --force writes, and keeps what was there beside it");
            return Exit.USAGE;
        }
        try {
            report.written(deposit.write(), next(deposit));
        } catch (IOException e) {
            spec.commandLine().getErr().println(Plain.text("cannot be written: " + e.getMessage()));
            return e instanceof AccessDeniedException ? Exit.NOT_PERMITTED : Exit.UNAVAILABLE;
        }
        return code;
    }

    private Wish wish() {
        return new Wish(place, dialect(), modes(), Optional.ofNullable(hostsDeny), Optional.ofNullable(autoDl));
    }

    private Optional<Dialect> dialect() {
        return switch (version) {
            case "" -> Optional.empty();
            case "1", "1.x" -> Optional.of(Dialect.ONE);
            case "2", "2.x" -> Optional.of(Dialect.TWO);
            default -> throw usage("--portsentry is 1 or 2, not \"" + version + '"');
        };
    }

    private List<Mode> modes() {
        List<Mode> known = new ArrayList<>();
        for (String word : modes) {
            String bare = word.startsWith("-") ? word.substring(1) : word;
            if (!CLASSIC.contains(bare))
                throw usage("PortSentry had no mode \"" + word + "\"; it had " + String.join(" ", CLASSIC));
            Mode.of(bare).ifPresent(known::add);
        }
        return known;
    }

    private List<String> next(Deposit deposit) {
        String with = " --settings " + to.resolve(Inheritance.SETTINGS)
                + deposit.policies().map(folder -> " --policies " + folder).orElse("");
        List<String> next = new ArrayList<>(List.of(
                "portcullis check" + with,
                "portcullis replay" + with + " CAPTURE",
                "portcullis watch" + with + "  # observes; docs/portsentry.md says how to go on"));
        deposit.bans().ifPresent(file -> next.add("portcullis ban --file " + file + "  # once it is armed"));
        return next;
    }

    private CommandLine.ParameterException usage(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
