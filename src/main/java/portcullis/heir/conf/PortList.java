package portcullis.heir.conf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;

/** The ports of a list that PortSentry really watched or left out, and why the others of it were none. */
public final class PortList {
    private static final int MOST_OF_ONE = 64;
    private static final Pattern ITEM_OF_TWO = Pattern.compile(" ?([0-9]{1,5})(?:-([0-9]{1,5}))?");

    private final BitSet ports = new BitSet();
    private final List<String> remarks = new ArrayList<>();

    private PortList() {}

    public static PortList of(OldOption option, Dialect dialect) {
        PortList list = new PortList();
        List<String> items = Stream.of(option.value().split(","))
                .filter(item -> !item.isEmpty())
                .toList();
        if (dialect == Dialect.TWO) items.forEach(list::strict);
        else list.lenient(items);
        return list;
    }

    public Ports ports() {
        return Ports.of(ports);
    }

    /** Empty where all that stands there counts. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void lenient(List<String> items) {
        if (items.size() > MOST_OF_ONE)
            remarks.add("1.x took the first " + MOST_OF_ONE + " ports and never looked at "
                    + String.join(",", items.subList(MOST_OF_ONE, items.size()))
                    + ", which may be added here: there is no such limit");
        for (String item : items.subList(0, Math.min(MOST_OF_ONE, items.size()))) {
            int port = Atoi.of(item);
            if (port < 1 || port >= PortRange.PORTS) remarks.add('"' + item + "\" was no port to 1.x");
            else if (!Atoi.isWhole(item))
                remarks.add("1.x took \"" + item + "\" for " + port + "; a range may be written here");
            if (port > 0 && port < PortRange.PORTS) ports.set(port);
        }
    }

    private void strict(String item) {
        Matcher matcher = ITEM_OF_TWO.matcher(item);
        int first = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        int last = first > 0 && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : first;
        if (first < 1 || last < first || last >= PortRange.PORTS)
            remarks.add('"' + item + "\" is no port: 2.x said so, and watched a port by chance in its place");
        else ports.set(first, last + 1);
    }
}
