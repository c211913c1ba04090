package portcullis.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Refused;
import portcullis.journal.Archive;
import portcullis.journal.JournalFailed;
import portcullis.scenario.life.Account;
import portcullis.watch.Rehearsals;

/** {@code portcullis explain}: why a source was told of, and why not. */
@Command(
        name = "explain",
        description =
                "Tells all about one source: what it touched, what was said and done about it, and what kept each other rule silent.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        footer = {"", "Example: portcullis explain 198.18.0.66 --capture test-scenarios/captures/nmap-paranoid.pcap"})
final class ExplainVerb implements Callable<Integer> {
    private static final int MOST_SHOWN = 20;

    @Parameters(paramLabel = "ADDRESS", description = "an IPv4 or IPv6 address")
    private String address;

    @Option(names = "--json", description = "one JSON object a line, as docs/json.md says")
    private boolean json;

    @Mixin
    private Archived archived = new Archived();

    @Mixin
    private Captured captured = new Captured();

    @Mixin
    private Rules rules = new Rules();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        Address source = single(address, spec);
        return captured.isAny() ? ofCaptures(source) : archived.reading(archive -> ofJournal(source, archive));
    }

    /** One address, which may also be written as the /64 that stands for itself only in journals. */
    static Address single(String text, CommandLine.Model.CommandSpec spec) {
        return Address.parse(text)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), text + " is no address"));
    }

    private int ofCaptures(Address source) throws Refused {
        if (source.isNetwork()) return network(source, List.of());
        Settings settings = rules.settings();
        try (Rehearsals rehearsals = rules.rehearsals()) {
            rehearsals.prepare(settings);
            Account.OfCapture found = Account.of(source, captured.recording(), captured.whose(), rehearsals, settings);
            int damage = captured.damage(found.reading());
            int told = tell(found.account(), "these captures");
            return damage == Exit.FINE ? told : damage;
        }
    }

    private int ofJournal(Address source, Archive archive) throws JournalFailed, Refused {
        if (source.isNetwork()) return network(source, archive.within(source, MOST_SHOWN));
        long since = archived.since(archive);
        Settings settings = settings(rules, archive, source, since);
        try (Rehearsals rehearsals = rules.rehearsals()) {
            rehearsals.prepare(settings);
            return tell(Account.of(source, archive, since, rehearsals, settings), "the journal " + archived.file());
        }
    }

    /** The settings that the watcher followed when the source was last seen. */
    static Settings settings(Rules rules, Archive archive, Address source, long since) throws JournalFailed, Refused {
        long last = archive.touchesOf(source, since).stream()
                .mapToLong(touch -> touch.last())
                .max()
                .orElse(Long.MAX_VALUE / 2);
        Optional<String> then = archive.settings(last);
        return then.isPresent() ? rules.settingsOver(then.get()) : rules.settings();
    }

    /** A network has no story of its own. */
    private int network(Address network, List<Address> known) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(network + " is a whole network; only single addresses are explained"
                + (known.isEmpty()
                        ? ""
                        : ". Of it the journal knows "
                                + known.stream().map(Address::toString).collect(Collectors.joining(", "))));
        return Exit.USAGE;
    }

    private int tell(Account account, String where) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (account.isEmpty()) {
            err.println("nothing is known of " + account.source() + " in " + Plain.text(where)
                    + ": it sent nothing that is looked at, or it is forgotten");
            return Exit.FAILED;
        }
        if (json) new AccountJson(out).tell(account);
        else new AccountSentences(account, out).tell();
        account.ruleTroubles().stream().map(Plain::text).forEach(err::println);
        return account.ruleTroubles().isEmpty() ? Exit.FINE : Exit.CONFIGURATION;
    }
}
