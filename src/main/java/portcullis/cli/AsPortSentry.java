package portcullis.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** PortSentry's own command line: its modes with one hyphen, several of them at once. */
final class AsPortSentry {
    @Option(
            names = "--as-portsentry",
            description =
                    "count and tell as PortSentry 1.x did (preset: classic), with its modes: --as-portsentry -atcp -audp")
    private boolean isWanted;

    @Option(names = "-tcp", description = "with --as-portsentry: hold the listed TCP ports")
    private boolean tcp;

    @Option(names = "-udp", description = "the same for UDP")
    private boolean udp;

    @Option(names = "-stcp", description = "with --as-portsentry: any first packet to a listed TCP port")
    private boolean stcp;

    @Option(names = "-sudp", description = "the same for UDP")
    private boolean sudp;

    @Option(names = "-atcp", description = "with --as-portsentry: any first packet to an unserved TCP port")
    private boolean atcp;

    @Option(names = "-audp", description = "the same for UDP")
    private boolean audp;

    boolean isWanted() {
        return isWanted;
    }

    /** Has the settings say so. */
    void applyTo(Rules rules, CommandLine line) {
        List<String> modes = modes();
        if (!isWanted && !modes.isEmpty())
            throw new CommandLine.ParameterException(
                    line,
                    "-" + modes.get(0) + " is a mode of PortSentry; write --as-portsentry, or --mode " + modes.get(0));
        if (isWanted) rules.asPortSentry(modes);
    }

    private List<String> modes() {
        List<String> modes = new ArrayList<>();
        if (tcp) modes.add("tcp");
        if (udp) modes.add("udp");
        if (stcp) modes.add("stcp");
        if (sudp) modes.add("sudp");
        if (atcp) modes.add("atcp");
        if (audp) modes.add("audp");
        return modes;
    }
}
