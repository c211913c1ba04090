package portcullis.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one of the two told, wrote and ran, with nothing in it that two right ones could do otherwise: no times, no numbers of processes,
 * and no order between sources or of what runs beside the line.
 *
 * @param told of each source, in their order
 * @param done what was done about each source, sorted
 * @param kept lines of files and names of commands' traces, sorted
 */
record Account(Map<String, List<String>> told, Map<String, List<String>> done, List<String> kept) {
    private static final Pattern SOURCE = Pattern.compile("198\\.18\\.\\d+\\.\\d+");
    private static final Pattern ATTACK = Pattern.compile("portsentry\\[(\\d+)]: (attackalert: .*)");
    private static final Pattern DONE =
            Pattern.compile("attackalert: (Host [0-9.]+ has been blocked|External command|ERROR).*");

    static Account of(List<String> lines, Path etc, List<String> modes, Path traces) throws IOException {
        Account account = new Account(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        Map<String, String> last = new HashMap<>();
        lines.forEach(line -> account.add(line, last));
        account.done.values().forEach(each -> each.sort(null));
        account.keep("history", etc.resolve("portsentry/history"));
        for (String mode : modes) account.keep("blocked." + mode, etc.resolve("portsentry/blocked." + mode));
        account.keep("hosts.deny", etc.resolve("hosts.deny"));
        try (Stream<Path> files = Files.list(traces)) {
            files.forEach(file -> account.kept.add("ran: " + file.getFileName()));
        }
        account.kept.sort(null);
        return account;
    }

    /** @param last whom each process has told of last: a line that names nobody is about him */
    private void add(String line, Map<String, String> last) {
        Matcher attack = ATTACK.matcher(line);
        if (!attack.find()) return;
        String text = attack.group(2);
        Matcher named = SOURCE.matcher(text);
        String source = named.find() ? named.group() : last.getOrDefault(attack.group(1), "nobody");
        last.put(attack.group(1), source);
        (DONE.matcher(text).matches() ? done : told)
                .computeIfAbsent(source, each -> new ArrayList<>())
                .add(text);
    }

    private void keep(String what, Path file) throws IOException {
        if (Files.exists(file))
            for (String line : Files.readAllLines(file))
                kept.add(what + ": " + line.replaceFirst("^\\d+ - \\S+ \\S+ ", "")); // the time, twice
    }

    /** The same as if these had never come. */
    Account without(Collection<String> sources) {
        Account others = new Account(new TreeMap<>(told), new TreeMap<>(done), new ArrayList<>(kept));
        others.told.keySet().removeAll(sources);
        others.done.keySet().removeAll(sources);
        others.kept.removeIf(line -> {
            Matcher source = SOURCE.matcher(line);
            return source.find() && sources.contains(source.group());
        });
        return others;
    }

    /** What we do where the original does this, by docs/portsentry-differences.md. */
    Account asWeDo(Duel.Response response) {
        if (response == Duel.Response.RESPOND) return this;
        Account ours = new Account(new TreeMap<>(told), done, new ArrayList<>(kept));
        ours.kept.removeIf(line -> line.contains(" Blocked")); // nobody is blocked, so nobody is written down
        if (response == Duel.Response.REPORT) ours.told.replaceAll((source, lines) -> reported(lines));
        return ours;
    }

    private static List<String> reported(List<String> lines) {
        String transport = lines.get(0).contains(" to UDP port") ? "UDP" : "TCP";
        String ignoring = "attackalert: Ignoring " + transport + " response per configuration file setting.";
        return lines.stream()
                .map(line -> line.contains("already blocked") ? ignoring : line)
                .toList();
    }

    /** Lines for a person: what only one of them has. */
    List<String> differences(Account other) {
        List<String> differences = new ArrayList<>();
        compare("told", told, other.told, differences);
        compare("done", done, other.done, differences);
        compare("kept", Map.of("", kept), Map.of("", other.kept), differences);
        return differences;
    }

    private static void compare(String what, Map<String, ?> one, Map<String, ?> other, List<String> differences) {
        Map<String, Object> all = new TreeMap<>(one);
        all.putAll(other);
        for (String key : all.keySet()) {
            Object left = one.get(key);
            Object right = other.get(key);
            if (left != null && left.equals(right)) continue;
            differences.add(
                    what + " " + key + "\n  PortSentry: " + only(left, right) + "\n  Portcullis: " + only(right, left));
        }
    }

    private static Object only(Object one, Object other) {
        if (one == null) return "nothing";
        if (!(one instanceof List<?> some) || !(other instanceof List<?> others) || some.size() < 20) return one;
        List<Object> rest = new ArrayList<>(some);
        others.forEach(rest::remove);
        return rest;
    }
}
