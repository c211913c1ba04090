package portcullis.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion for fish, which picocli does not know: one line a verb and an option, from the same source as {@code --help}. */
final class FishCompletion {
    private final StringBuilder text = new StringBuilder("complete -c portcullis -f\n");

    private FishCompletion() {}

    static String of(CommandSpec program) {
        FishCompletion completion = new FishCompletion();
        completion.add(program, List.of());
        return completion.text.toString();
    }

    private void add(CommandSpec command, List<String> path) {
        String place = condition(command, path);
        command.subcommands().forEach((name, verb) -> line(place, "-a " + name, description(verb.getCommandSpec())));
        for (OptionSpec option : command.options()) if (!option.hidden()) add(option, place);
        if (command.subcommands().isEmpty() && !command.positionalParameters().isEmpty())
            text.append("complete -c portcullis").append(place).append(" -F\n");
        command.subcommands().forEach((name, verb) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            add(verb.getCommandSpec(), below);
        });
    }

    /** The verbs that stand there already, and none of those that could follow. */
    private static String condition(CommandSpec command, List<String> path) {
        List<String> conditions = new ArrayList<>();
        path.forEach(verb -> conditions.add("__fish_seen_subcommand_from " + verb));
        Set<String> next = new TreeSet<>(command.subcommands().keySet());
        if (!next.isEmpty()) conditions.add("not __fish_seen_subcommand_from " + String.join(" ", next));
        return " -n '" + String.join("; and ", conditions) + "'";
    }

    private void add(OptionSpec option, String place) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) words.append(flag(name)).append(name.replaceFirst("^--?", ""));
        boolean takesValue = option.arity().max() > 0;
        if (takesValue) words.append(isPath(option) ? " -r -F" : " -x");
        List<String> candidates = Candidates.of(option);
        if (takesValue && !candidates.isEmpty())
            words.append(" -a '").append(String.join(" ", candidates)).append('\'');
        line(place, words.substring(1), option.description().length == 0 ? "" : option.description()[0]);
    }

    /** PortSentry's modes are long and have one hyphen. */
    private static String flag(String name) {
        if (name.startsWith("--")) return " -l ";
        return name.length() > 2 ? " -o " : " -s ";
    }

    private static boolean isPath(OptionSpec option) {
        return java.nio.file.Path.class.isAssignableFrom(option.type());
    }

    private void line(String place, String words, String description) {
        text.append("complete -c portcullis").append(place).append(' ').append(words);
        String plain = CommandLine.Help.Ansi.OFF
                .string(description)
                .replaceAll("\\(default: .*\\)", "")
                .strip();
        if (!plain.isEmpty())
            text.append(" -d '")
                    .append(plain.replace("\\", "\\\\").replace("'", "\\'"))
                    .append('\'');
        text.append('\n');
    }

    private static String description(CommandSpec command) {
        String[] lines = command.usageMessage().description();
        return lines.length == 0 ? "" : lines[0];
    }
}
