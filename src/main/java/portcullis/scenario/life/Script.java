package portcullis.scenario.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Ports;
import portcullis.fact.Tool;
import portcullis.fact.Transport;
import portcullis.fact.Words;

/**
 * A scenario that is being written.
 *
 * @param about the source whose alarm or silence it is to show
 * @param settings those that differ from the shipped ones, by their paths
 */
record Script(Address about, Map<String, String> settings, List<Act> acts) {
    private static final Set<Address> USUAL_HOSTS = Set.of(Address.of("192.0.2.1"), Address.of("2001:db8::1"));

    Script {
        settings = new LinkedHashMap<>(settings);
        acts = List.copyOf(acts);
    }

    Script with(List<Act> others) {
        return new Script(about, settings, others);
    }

    Script by(Map<String, String> others) {
        return new Script(about, others, acts);
    }

    Script without(String setting) {
        Map<String, String> others = new LinkedHashMap<>(settings);
        others.remove(setting);
        return by(others);
    }

    /** The lines above {@code expect}, that line included. */
    List<String> lines(String sentence) {
        List<String> lines = new ArrayList<>(List.of("# " + sentence));
        if (!settings.isEmpty()) lines.addAll(List.of(Settings.text(settings).split("\n")));
        Set<Address> hosts = acts.stream()
                .filter(act -> act.transport() != Transport.NEIGHBOUR)
                .map(Act::target)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!USUAL_HOSTS.containsAll(hosts))
            lines.add("host: " + hosts.stream().map(Address::toString).collect(Collectors.joining(", ")));
        String served = served();
        if (!served.isEmpty()) lines.add("served: " + served);
        for (int i = 0; i < acts.size(); ) {
            int end = i + 1;
            while (end < acts.size() && isOneLine(acts.get(i), acts.get(end))) end++;
            lines.add(line(acts.subList(i, end)));
            i = end;
        }
        lines.add("expect");
        return lines;
    }

    private String served() {
        Map<Transport, BitSet> served = new TreeMap<>();
        for (Act act : acts)
            if (act.isServed())
                served.computeIfAbsent(act.transport(), t -> new BitSet()).set(act.port());
        return served.entrySet().stream()
                .map(entry -> entry.getKey().word() + ":" + Ports.of(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static boolean isOneLine(Act first, Act next) {
        return first.hasNumber()
                && first.nanos() == next.nanos()
                && first.source().equals(next.source())
                && first.sourcePort() == next.sourcePort()
                && first.target().equals(next.target())
                && first.tool() == next.tool()
                && first.transport() == next.transport()
                && first.how().equals(next.how());
    }

    private static String line(List<Act> together) {
        Act act = together.get(0);
        String ports = act.hasNumber()
                ? together.stream().map(one -> String.valueOf(one.port())).collect(Collectors.joining(" "))
                : "";
        String tool = act.tool() == Tool.NONE ? "" : "  as " + act.tool().word();
        String line = Words.span(Duration.ofNanos(act.nanos())) + "  " + end(act) + " > " + act.target() + "  "
                + act.how() + "  " + ports + tool;
        return line.stripTrailing();
    }

    private static String end(Act act) {
        if (act.sourcePort() == 0) return act.source().toString();
        boolean brackets = act.source().version() == 6;
        return (brackets ? "[" + act.source() + "]" : act.source().toString()) + ":" + act.sourcePort();
    }
}
