package portcullis.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import portcullis.journal.Sighted;
import portcullis.scenario.life.Account;
import portcullis.scenario.life.FromLife;
import portcullis.watch.Rehearsals;

/** {@code portcullis capture-scenario}: what happened in life becomes a test. */
@Command(
        name = "capture-scenario",
        description =
                "Writes the smallest scenario that shows the same about a source as the journal does: its alarms, or its silence.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        footer = {"", "Example: portcullis capture-scenario 198.18.0.66 --capture test-scenarios/captures/nmap-syn.pcap"
        })
final class CaptureScenarioVerb implements Callable<Integer> {
    private static final int MOST_OTHERS = 4_000;
    private static final long BEFORE = 3_600_000_000_000L;

    @Parameters(paramLabel = "ADDRESS", description = "an IPv4 or IPv6 address")
    private String address;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "only the alarm of this rule; without it, of each that told")
    private String rule;

    @Option(
            names = "--anonymise",
            description = "give addresses other names, of the ranges for documentation; ports stay")
    private boolean isAnonymous;

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
        Address source = ExplainVerb.single(address, spec);
        if (source.isNetwork())
            throw new ParameterException(
                    spec.commandLine(), source + " is a whole network; only single addresses become scenarios");
        return captured.isAny() ? ofCaptures(source) : archived.reading(archive -> ofJournal(source, archive));
    }

    private int ofCaptures(Address source) throws Refused {
        Settings settings = rules.settings();
        try (Rehearsals rehearsals = rules.rehearsals()) {
            rehearsals.prepare(settings);
            Account.OfCapture found = Account.of(source, captured.recording(), captured.whose(), rehearsals, settings);
            int damage = captured.damage(found.reading());
            if (damage != Exit.FINE) return damage;
            return write(rehearsals, wish(found.account(), List.of(), settings));
        }
    }

    private int ofJournal(Address source, Archive archive) throws JournalFailed, Refused {
        long since = archived.since(archive);
        Settings settings = ExplainVerb.settings(rules, archive, source, since);
        try (Rehearsals rehearsals = rules.rehearsals()) {
            rehearsals.prepare(settings);
            Account account = Account.of(source, archive, since, rehearsals, settings);
            return write(rehearsals, wish(account, others(account, archive), settings));
        }
    }

    private FromLife.Wish wish(Account account, List<Sighted> others, Settings settings) {
        return new FromLife.Wish(account, others, settings, Optional.ofNullable(rule), isAnonymous);
    }

    /** What anybody touched meanwhile and in the hour before: for rules that several sources concern. */
    private static List<Sighted> others(Account account, Archive archive) throws JournalFailed {
        if (account.touches().isEmpty()) return List.of();
        List<Sighted> others = new ArrayList<>();
        long first = account.touches().get(0).first();
        long last = account.touches().stream().mapToLong(Sighted::last).max().orElse(first);
        archive.touches(first - BEFORE, last, touch -> {
            if (others.size() < MOST_OTHERS) others.add(touch);
        });
        return others;
    }

    private int write(Rehearsals rehearsals, FromLife.Wish wish) throws Refused {
        PrintWriter err = spec.commandLine().getErr();
        if (wish.account().touches().isEmpty()) {
            err.println(
                    "no touch of " + wish.account().source() + " is kept, so there is nothing to write a scenario of");
            return Exit.FAILED;
        }
        FromLife.Written written = new FromLife(rehearsals).write(wish);
        written.lines().stream().map(Plain::text).forEach(spec.commandLine().getOut()::println);
        written.doubts().stream().map(Plain::text).forEach(err::println);
        return written.isShown() ? Exit.FINE : Exit.FAILED;
    }
}
