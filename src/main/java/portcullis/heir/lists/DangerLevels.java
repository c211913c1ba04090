package portcullis.heir.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Address;
import portcullis.fact.Network;
import portcullis.heir.conf.Findings;

/** psad's {@code auto_dl}: {@code ADDRESS LEVEL [PROTOCOL[/PORTS]];}. Level 0 is ignored, 5 the worst. */
public final class DangerLevels {
    private static final Pattern LINE =
            Pattern.compile("\\s*([0-9A-Fa-f.:]+(?:/[0-9.]+)?)\\s+([0-5])\\s*(?:([a-z]+(?:/[0-9,-]+)?)\\s*)?;.*");
    private static final int WORST = 5;

    private final List<Network> trusted = new ArrayList<>();
    private final List<Suspect> suspects = new ArrayList<>();

    private DangerLevels() {}

    /** A source of the worst level, whom an administrator may want to ban. */
    public record Suspect(Address source, int line) {}

    public static DangerLevels read(String file, byte[] bytes, Findings findings) {
        DangerLevels levels = new DangerLevels();
        List<String> lines = Lines.of(bytes);
        for (int i = 0; i < lines.size(); i++)
            if (!lines.get(i).isBlank() && !lines.get(i).stripLeading().startsWith("#"))
                levels.line(
                        lines.get(i),
                        i + 1,
                        findings.at(file, i + 1, lines.get(i).strip()));
        return levels;
    }

    public List<Network> trusted() {
        return trusted;
    }

    public List<Suspect> suspects() {
        return suspects;
    }

    private void line(String text, int number, Findings.At at) {
        Matcher matcher = LINE.matcher(text);
        Optional<Network> network = matcher.matches() ? network(matcher.group(1)) : Optional.empty();
        if (network.isEmpty()) {
            at.damaged("no line of auto_dl, which reads ADDRESS LEVEL; or ADDRESS LEVEL PROTOCOL/PORTS;");
            return;
        }
        int level = Integer.parseInt(matcher.group(2));
        boolean isAll = matcher.group(3) == null;
        if (level == 0 && isAll) {
            trusted.add(network.get());
            at.told("ignore " + network.get(), List.of());
        } else if (level == 0) at.lost("here a source is ignored for all it sends, or for nothing");
        else if (level == WORST && network.get().isSingle()) {
            suspects.add(new Suspect(network.get().base(), number));
            at.changed(
                    "a line of `bans` that is commented out",
                    "nobody is blocked for what he has not done; take its # away to ban by hand");
        } else
            at.lost(
                    "a source has no danger level here: every one is judged by what it does, and a rule may ask for an address");
    }

    /** psad takes a mask with dots as well. */
    private static Optional<Network> network(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash).contains(".")) return Network.parse(text);
        Optional<Address> mask = Address.parse(text.substring(slash + 1));
        if (mask.isEmpty()) return Optional.empty();
        int bits = (int) mask.get().low();
        int ones = Integer.bitCount(bits);
        boolean isMask = Integer.numberOfLeadingZeros(~bits) == ones;
        return isMask ? Network.parse(text.substring(0, slash) + "/" + ones) : Optional.empty();
    }
}
