package portcullis.heir.estate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portcullis.fact.Mode;
import portcullis.heir.conf.Findings;

/** In which modes PortSentry was started, as far as its host tells. */
final class StartModes {
    /** Debian's /etc/default/portsentry, which its start script reads as a shell would. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(TCP|UDP)_MODE=[\"']?([^\"'\\s#;]*)[\"']?.*");

    private StartModes() {}

    /** The last assignment counts. */
    static List<Mode> ofDebian(String file, byte[] bytes, Findings findings) {
        Optional<Mode> tcp = Optional.empty();
        Optional<Mode> udp = Optional.empty();
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher matcher = ASSIGNMENT.matcher(lines[i].strip());
            if (!matcher.matches()) continue;
            boolean isTcp = matcher.group(1).equals("TCP");
            Optional<Mode> mode = mode(matcher.group(2), matcher.group(1));
            Findings.At at = findings.at(file, i + 1, lines[i].strip());
            if (isSetAgain(lines, i, matcher.group(1))) at.lost("set again below, and the last one counts");
            else if (mode.isPresent()) at.kept("modes: [" + mode.get().word() + "]");
            else if (matcher.group(2).isEmpty()) at.kept("", "no such mode was started");
            else at.lost("not a mode: Debian's start script ended here");
            if (isTcp) tcp = mode;
            else udp = mode;
        }
        List<Mode> modes = new ArrayList<>();
        tcp.ifPresent(modes::add);
        udp.ifPresent(modes::add);
        return modes;
    }

    private static boolean isSetAgain(String[] lines, int at, String transport) {
        return Stream.of(lines).skip(at + 1).anyMatch(line -> line.strip().startsWith(transport + "_MODE="));
    }

    private static Optional<Mode> mode(String word, String transport) {
        return Mode.of(word).filter(mode -> mode.word().matches("[sa]?" + (transport.equals("TCP") ? "tcp" : "udp")));
    }

    /** Whether a systemd unit starts 2.x as one that holds its ports. */
    static boolean connects(byte[] unit) {
        return Pattern.compile("(?m)^ExecStart=.*\\s--connect\\b")
                .matcher(new String(unit, StandardCharsets.ISO_8859_1))
                .find();
    }
}
