package portcullis.heir.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Address;
import portcullis.fact.Transport;

/** The lines that PortSentry wrote to hosts.deny: those of its own text, which stay there until somebody takes them out. */
public final class HostsDeny {
    private static final List<String> SHIPPED = List.of("ALL: $TARGET$", "ALL: $TARGET$ : DENY");

    private HostsDeny() {}

    /** A line and whom it denies. */
    public record Denied(String text, Ban ban) {}

    /**
     * @param template KILL_HOSTS_DENY; without it the two texts that PortSentry ships
     * @param known sources that PortSentry has told of, which prove a line its own where there is no template
     */
    public static List<Denied> read(String file, byte[] bytes, Optional<String> template, Set<String> known) {
        List<Denied> denied = new ArrayList<>();
        List<String> lines = Lines.of(bytes);
        for (int i = 0; i < lines.size(); i++) {
            for (String text : template.map(List::of).orElse(SHIPPED)) {
                Optional<Address> source = source(lines.get(i), text);
                boolean isOurs = source.isPresent()
                        && (template.isPresent() || known.contains(source.get().toString()));
                if (isOurs) denied.add(new Denied(lines.get(i), new Ban(source.get(), file, i + 1, Transport.TCP, "")));
            }
        }
        return denied;
    }

    private static Optional<Address> source(String line, String template) {
        int at = template.indexOf("$TARGET$");
        if (at < 0) return Optional.empty();
        String before = Pattern.quote(template.substring(0, at));
        String after = Pattern.quote(template.substring(at + "$TARGET$".length()));
        Matcher matcher =
                Pattern.compile(before + "([0-9a-f.:]+)" + after + "\\s*").matcher(line);
        return matcher.matches() ? Address.parse(matcher.group(1)) : Optional.empty();
    }
}
