package portcullis.heir.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Address;
import portcullis.fact.Network;
import portcullis.heir.conf.Dialect;
import portcullis.heir.conf.Findings;

/** Whom PortSentry ignored: what a line meant to it, and not what it seems to mean. */
public final class IgnoreLines {
    private static final Pattern RUN_OF_ONE = Pattern.compile("([0-9.:]+)(?:/([0-9]*))?.*", Pattern.DOTALL);
    private static final Pattern LINE_OF_TWO = Pattern.compile("[0-9.:a-f/]+");
    /** What Debian takes over into the file that it makes anew at each start. */
    private static final Pattern LINE_OF_DEBIAN =
            Pattern.compile("\\s*[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?\\s*(#.*)?", Pattern.DOTALL);

    private final String file;
    private final Findings findings;
    private final List<Network> networks = new ArrayList<>();

    private IgnoreLines(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    public static List<Network> read(String file, byte[] bytes, Dialect dialect, Findings findings) {
        IgnoreLines ignore = new IgnoreLines(file, findings);
        List<String> lines = Lines.of(bytes);
        boolean isDebian = file.endsWith(".static");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) continue;
            boolean isCut = i == lines.size() - 1 && !Lines.endsWell(bytes);
            if (dialect == Dialect.TWO) ignore.strict(line, i + 1, isCut);
            else if (isDebian && !LINE_OF_DEBIAN.matcher(line).matches())
                ignore.at(line, i + 1)
                        .lost(
                                "Debian took over only an address, or an address and a mask, with nothing behind it but #");
            else ignore.lenient(line, i + 1, isCut);
        }
        return ignore.networks;
    }

    private Findings.At at(String line, int number) {
        return findings.at(file, number, line.strip());
    }

    private void lenient(String line, int number, boolean isLast) {
        if (line.isBlank()) return;
        Optional<Network> six = Network.parse(line.strip().split("[\\s#]", 2)[0])
                .filter(each -> each.base().version() == 6);
        if (six.isPresent()) {
            networks.add(six.get());
            at(line, number)
                    .changed("ignore " + six.get(), "1.x saw no IPv6 and this line did nothing; here it counts");
            return;
        }
        Matcher matcher = RUN_OF_ONE.matcher(line);
        if (!matcher.matches()) {
            at(line, number)
                    .lost(
                            line.startsWith(" ") || line.startsWith("\t")
                                    ? "a blank before it: to 1.x this was nobody's address"
                                    : "no address: 1.x looked no names up, and this matched nobody");
            return;
        }
        Optional<Address> address = InetText.parse(matcher.group(1));
        if (address.isEmpty()) {
            at(line, number).lost("no address that 1.x could read, so it matched nobody");
            return;
        }
        masked(line, number, address.get(), Optional.ofNullable(matcher.group(2)), isLast);
    }

    private void masked(String line, int number, Address address, Optional<String> mask, boolean isLast) {
        int bits = mask.filter(text -> !text.isEmpty()).map(IgnoreLines::bits).orElse(mask.isPresent() ? 0 : 32);
        if (bits > 32) {
            at(line, number)
                    .lost("a mask of " + mask.orElse("") + " bits: 1.x logged it as invalid and went without the line");
            return;
        }
        List<String> remarks = new ArrayList<>();
        if (bits == 0) remarks.add("/0 was as good as /32 to PortSentry; everybody was never ignored");
        Network network = new Network(address, bits == 0 ? 32 : bits);
        String written = line.split("[^0-9.]")[0];
        if (!written.equals(address.toString())) remarks.add("1.x read " + written + " as " + address);
        if (!network.base().equals(address)) remarks.add("the mask was laid on the address, too");
        if (isLast) remarks.add("the last line lacks its end, and 1.x now and then read it wrongly");
        networks.add(network);
        at(line, number).told("ignore " + network, remarks);
    }

    private static int bits(String text) {
        return text.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    private void strict(String line, int number, boolean isCut) {
        if (!LINE_OF_TWO.matcher(line).matches()) {
            at(line, number).damaged("2.x does not start on this line: only 0-9 . : a-f / may stand in it");
            return;
        }
        String text = line.substring(0, line.contains("/") ? line.indexOf('/') : line.length());
        Optional<Address> address = text.contains(":") ? Address.parse(text) : InetText.parse(text);
        String mask = line.contains("/") ? line.substring(line.indexOf('/') + 1) : "";
        boolean isMask = !line.contains("/") || mask.matches("[0-9]{1,3}");
        if (address.isEmpty()
                || !isMask
                || !mask.isEmpty() && Integer.parseInt(mask) > address.get().bits()) {
            at(line, number).damaged("2.x does not start on this line: it is no address and no network");
            return;
        }
        int bits = mask.isEmpty() ? address.get().bits() : Integer.parseInt(mask);
        boolean isNobody = bits == 0 && address.get().version() == 4;
        Network network = new Network(address.get(), isNobody ? 32 : bits);
        if (!network.base().equals(address.get())) {
            at(line, number)
                    .lost("2.x laid no mask on the address, so this matched nobody; write " + network
                            + " if you mean the network");
            return;
        }
        List<String> remarks = new ArrayList<>();
        if (isNobody) remarks.add("/0 was as good as /32 to PortSentry; everybody was never ignored");
        if (!text.equals(address.get().plain()) && address.get().version() == 4)
            remarks.add("2.x read " + text + " as " + address.get());
        if (isCut)
            remarks.add("the last line lacks its end, and 2.x read it without its last character; here it is whole");
        networks.add(network);
        at(line, number).told("ignore " + network, remarks);
    }
}
