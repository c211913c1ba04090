package portcullis.heir.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what stands for a command of PortSentry. */
public final class Kill {
    /** How the responders are called that are written. */
    public static final String KILL_ROUTE = "portsentry-kill-route";

    public static final String HOSTS_DENY = "portsentry-hosts-deny";

    private static final String TARGET = "$TARGET$";
    private static final String DEAD_GATEWAY = "333.444.555.666";
    private static final Set<String> BUILT_IN = Set.of(
            "exec", "cd", "if", "for", "while", "case", "export", "umask", "eval", "source", ".", "set", "trap", "{",
            "!");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ksh", "zsh", "csh", "tcsh", "ash");
    private static final Set<String> MAILERS = Set.of("mail", "mailx", "Mail", "nail", "s-nail", "mutt", "sendmail");
    /** Options of the mailers behind which a value stands. */
    private static final Set<String> OF_ONE_VALUE = Set.of("-s", "-c", "-b", "-r", "-a", "-f");

    private static final Set<String> SPEAKERS = Set.of("echo", "printf", "cat");

    private Kill() {}

    /** Whether PortSentry's own shell could do anything with it: not without a source, and not with the gaps that its samples have. */
    public static boolean hasWorked(String text) {
        return text.contains(TARGET) && !text.contains(DEAD_GATEWAY) && !text.contains(Shapes.NO_INTERFACE);
    }

    /** KILL_ROUTE: what drops a source. */
    public static Answer route(String text, String origin) {
        if (!text.contains(TARGET)) return new Answer.None("it names no $TARGET$, so it failed each time");
        ShellLine line = ShellLine.of(text);
        Optional<Answer> shipped = drops(line);
        if (shipped.isPresent()) return shipped.get();
        List<String> refused = refused(line);
        if (!refused.isEmpty()) return new Answer.None(String.join("; ", refused));
        return Script.of(KILL_ROUTE, line.commands().get(0), origin, asPlain(line));
    }

    /** KILL_RUN_CMD: what tells somebody. */
    public static Answer command(String text) {
        ShellLine line = ShellLine.of(text);
        Optional<Answer> mail = mail(line);
        if (mail.isPresent()) return mail.get();
        List<String> refused = refused(line);
        if (!refused.isEmpty()) return new Answer.None(String.join("; ", refused));
        return new Answer.Command(line.commands().get(0), asPlain(line));
    }

    /** KILL_HOSTS_DENY: a line of hosts.deny. */
    public static Answer hostsDeny(String text, String origin) {
        if (!text.contains(TARGET)) return new Answer.None("it names no $TARGET$, so it failed each time");
        if (text.strip().matches("(?i)ALL\\s*:\\s*\\$TARGET\\$\\s*(:\\s*DENY\\s*)?"))
            return new Answer.Shipped(
                    "deny-with-tcp-wrappers",
                    text.strip().equals("ALL: $TARGET$")
                            ? List.of()
                            : List.of("written as ALL: ADDRESS, which means the same"));
        if (text.matches("(?is).*(:\\s*(spawn|twist)\\b|[`%\\\\]).*")
                || text.indexOf(TARGET) != text.lastIndexOf(TARGET))
            return new Answer.Shipped(
                    "deny-with-tcp-wrappers",
                    List.of(
                            "only ALL: ADDRESS is written: a command in hosts.deny (spawn, twist, %) would be run by a shell, with what the source sends"));
        return Script.ofLine(HOSTS_DENY, text.strip(), origin);
    }

    /** A drop by a tool that is known, alone or with its own logging or an echo that feeds it. */
    private static Optional<Answer> drops(ShellLine line) {
        if (!line.wants().isEmpty()) return Optional.empty();
        List<List<String>> commands = new ArrayList<>(line.commands());
        List<String> remarks = new ArrayList<>();
        if (commands.size() == 2 && line.joints().equals(List.of("|")))
            return Shapes.fed(commands.get(0), commands.get(1)).map(Answer.class::cast);
        if (line.joints().contains("|") || line.joints().contains("||")) return Optional.empty();
        if (commands.size() > 1 && commands.removeIf(Shapes::isLogging))
            remarks.add("its rule that logs is left out: the journal and the log tell of each block");
        if (commands.size() != 1) return Optional.empty();
        return Shapes.of(commands.get(0)).map(shipped -> {
            if (String.join(" ", commands.get(0)).contains(DEAD_GATEWAY))
                remarks.add("the gateway was " + DEAD_GATEWAY + " still, so it never worked; now it does");
            remarks.addAll(shipped.remarks());
            return new Answer.Shipped(shipped.name(), remarks);
        });
    }

    private static Optional<Answer> mail(ShellLine line) {
        List<List<String>> commands = line.commands();
        boolean isFed = commands.size() == 2
                && line.joints().equals(List.of("|"))
                && SPEAKERS.contains(Shapes.program(commands.get(0)));
        boolean isEmpty = commands.size() == 1 && line.dropped().stream().anyMatch(each -> each.startsWith("<"));
        if (!isFed && !isEmpty || !line.wants().isEmpty()) return Optional.empty();
        List<String> last = commands.get(commands.size() - 1);
        if (!MAILERS.contains(Shapes.program(last))) return Optional.empty();
        List<String> to = recipients(last);
        return Optional.of(new Answer.Mail(
                to.isEmpty() ? "root" : String.join(",", to), List.of("subject and text are those of mail-the-admin")));
    }

    private static List<String> recipients(List<String> words) {
        List<String> recipients = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (OF_ONE_VALUE.contains(word)) i++;
            else if (!word.startsWith("-"))
                Stream.of(word.split(","))
                        .filter(each -> each.matches("[A-Za-z0-9._+-]+(@[A-Za-z0-9.-]+)?"))
                        .forEach(recipients::add);
        }
        return recipients;
    }

    /** Why the line cannot be words without a shell; empty where it can. */
    private static List<String> refused(ShellLine line) {
        List<String> why = new ArrayList<>();
        List<String> signs = new ArrayList<>(line.joints());
        signs.addAll(line.wants());
        if (!signs.isEmpty())
            why.add("no shell is run here, and this line wants one for " + String.join(" ", signs)
                    + ": put it into a script of your own and name that");
        if (line.commands().isEmpty()) why.add("there is no command in it");
        else why.addAll(refused(line.commands().get(0)));
        return why;
    }

    private static List<String> refused(List<String> words) {
        boolean isNft = Shapes.program(words).matches("nft|nftables");
        if (isNft && words.stream().anyMatch(word -> word.contains(";")))
            return List.of("to nft a ; begins another statement: put the line into a script of your own and name that");
        String program = words.get(0);
        if (SHELLS.contains(Shapes.program(words)) && words.stream().anyMatch(word -> word.matches("-[a-z]*c")))
            return List.of("it is a shell with -c: put it into a script of your own and name that");
        if (BUILT_IN.contains(program) || program.matches("[A-Za-z_][A-Za-z0-9_]*=.*"))
            return List.of("\"" + program
                    + "\" is a word of the shell, no program: put the line into a script of your own and name that");
        boolean isPath = program.startsWith("/") && !program.matches(".*(//|/\\.{1,2}(/|$)).*|.*/");
        if (!isPath && !program.matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*"))
            return List.of("\"" + program + "\" is no whole path and no bare name of a program");
        if (words.stream()
                .anyMatch(word ->
                        Pattern.compile("[\\p{Cc}\\p{Cf}]").matcher(word).find()))
            return List.of("a control character stands in it");
        return List.of();
    }

    private static List<String> asPlain(ShellLine line) {
        List<String> remarks = new ArrayList<>();
        if (!line.globs().isEmpty())
            remarks.add("plain characters now, where a shell would have looked for files: "
                    + String.join(" ", line.globs()));
        if (!line.dropped().isEmpty())
            remarks.add("left out, for it needs none of it here: " + String.join(" ", line.dropped()));
        return remarks;
    }
}
