package portcullis.heir.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a responder that does what a line of PortSentry did, word by word. */
final class Script {
    private static final int WIDEST = 100;
    private static final String TARGET = "$TARGET$";

    private Script() {}

    /** @param origin file, line and key, for those who read the script */
    static Answer.Written of(String name, List<String> words, String origin, List<String> remarks) {
        Optional<List<String>> undo = Undo.of(words);
        String program = words.get(0);
        List<String> told = new ArrayList<>(remarks);
        List<String> lines = new ArrayList<>(
                List.of("// Made by `portcullis import` from " + plain(origin) + ". No shell reads these words."));
        if (undo.isEmpty()) {
            told.add("nothing is known that undoes " + program
                    + ", so what it does never ends: what does? Write that into `release`");
            lines.add(
                    "// What undoes it? Nothing is known that does, and without it no block ends: put the command into `release`, and then say");
            lines.add("// ends 'on release' below `needs`.");
        } else told.add("undone by " + String.join(" ", undo.get()));
        lines.add("title " + quoted("Do as PortSentry did: " + program));
        lines.add("needs " + quoted(program));
        if (undo.isPresent()) lines.add("ends 'on release'");
        lines.add("");
        lines.addAll(command("block", words));
        lines.addAll(
                undo.isPresent()
                        ? command("release", undo.get())
                        : List.of("release { cannot " + quoted("nothing is known that undoes " + program) + " }"));
        lines.add(
                program.startsWith("/")
                        ? "check { command 'test', '-x', " + quoted(program) + " }"
                        : "check { say " + quoted(program + " is looked up when it runs") + " }");
        return new Answer.Written(name, String.join("\n", lines) + "\n", told);
    }

    /** A line of hosts.deny with the source in it once. */
    static Answer.Written ofLine(String name, String text, String origin) {
        int at = text.indexOf(TARGET);
        String before = quoted(text.substring(0, at));
        String after = quoted(text.substring(at + TARGET.length()));
        String script = String.join(
                "\n",
                "// Made by `portcullis import` from " + plain(origin) + ".",
                "title 'Deny the source in hosts.deny, as PortSentry did'",
                "needs 'a service that reads hosts_access(5), write access to the file'",
                "ends 'on release'",
                "",
                "String client(Warrant verdict) {",
                "    String rest = verdict.source().network ? '/64' : ''",
                "    String source = verdict.source().version() == 4 ? verdict.source().plain() : \"[${verdict.source().plain()}]$rest\"",
                "    " + before + " + source + " + after,
                "}",
                "",
                "block { verdict -> appendLine option('hosts-deny', '/etc/hosts.deny'), client(verdict) }",
                "release { verdict -> removeLine option('hosts-deny', '/etc/hosts.deny'), client(verdict) }",
                "check { command 'test', '-w', option('hosts-deny', '/etc/hosts.deny') }",
                "");
        return new Answer.Written(name, script, List.of("a line of its own text, taken out at the end"));
    }

    private static List<String> command(String part, List<String> words) {
        List<String> quoted = words.stream().map(Script::quoted).toList();
        String one = "[" + String.join(", ", quoted) + "]";
        String list = one.length() <= WIDEST ? one : "[" + String.join(",\n        ", quoted) + "]";
        return List.of(
                part + " { verdict ->",
                "    List<String> words = " + list,
                "    command words.collect { word -> verdict.expand(word) }",
                "}");
    }

    /** As a Groovy string in which nothing is expanded. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String plain(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
