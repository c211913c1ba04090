package portcullis.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portcullis.fact.Refused;
import portcullis.fact.Words;

/** {@code portcullis ban}: blocks by hand, one source or those of a list. */
@Command(
        name = "ban",
        description = "Blocks a source by hand, or each of a list; the guard is asked all the same.",
        mixinStandardHelpOptions = true)
final class BanVerb implements Callable<Integer> {
    @Parameters(paramLabel = "ADDRESS", arity = "0..1", description = "an IPv4 or IPv6 address, or an IPv6 /64")
    private String address = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "instead of an address: a list with ADDRESS SPAN # WHY in each line, as import writes it")
    private Path file;

    @Option(names = "--for", paramLabel = "SPAN", description = "how long, as in 10m or 7d (default: 1h)")
    private String span = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "for the journal")
    private String why = "banned by hand";

    @Mixin
    private Door door = new Door();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Refused {
        if (address.isEmpty() == (file == null))
            throw new CommandLine.ParameterException(spec.commandLine(), "name either an address or --file");
        return file == null ? door.ask("ban", address, span, why) : all();
    }

    /** One after another: each is a decision of the guard's own. Who is blocked already stays as he is. */
    private int all() throws Refused {
        int asked = 0;
        int refused = 0;
        List<String> already = new ArrayList<>();
        for (BanFile.Line line : BanFile.read(file, span, why)) {
            int code = door.ask(
                    why -> why.endsWith(": blocked already") && already.add(why),
                    "ban",
                    line.address(),
                    line.span(),
                    line.why());
            if (code != Exit.FINE && code != Exit.FAILED) return code;
            asked++;
            if (code == Exit.FAILED) refused++;
        }
        if (!already.isEmpty())
            spec.commandLine()
                    .getErr()
                    .println(already.size() + " of " + Words.count(asked, "line") + " blocked already");
        if (refused > 0)
            spec.commandLine().getErr().println(refused + " of " + Words.count(asked, "line") + " banned nobody");
        return refused > 0 ? Exit.FAILED : Exit.FINE;
    }
}
