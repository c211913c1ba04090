package portcullis.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A manual page in the language of man(7), made from what {@code --help} is made from. */
final class ManPage {
    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /** @param name of the page, such as {@code portcullis-watch} */
    static String of(String name, CommandSpec command) {
        ManPage page = new ManPage();
        page.write(name, command);
        return page.text.toString();
    }

    private void write(String name, CommandSpec command) {
        String[] description = command.usageMessage().description();
        text.append(".TH \"")
                .append(name.toUpperCase(Locale.ROOT))
                .append("\" \"1\" \"\" \"Portcullis\" \"Portcullis\"\n.nh\n.ad l\n");
        section("NAME");
        String summary = description.length == 0 ? "" : plain(description[0]).replaceFirst("\\.$", "");
        text.append(escaped(name)).append(" \\- ").append(escaped(summary)).append('\n');
        section("SYNOPSIS");
        text.append(".B ").append(escaped(name.replace('-', ' '))).append('\n');
        for (OptionSpec option : command.options())
            if (!option.hidden())
                text.append("[\\fB")
                        .append(escaped(option.longestName()))
                        .append("\\fR")
                        .append(value(option))
                        .append("]\n");
        for (PositionalParamSpec each : command.positionalParameters())
            text.append("\\fI")
                    .append(escaped(each.paramLabel()))
                    .append("\\fR")
                    .append(each.arity().max() > 1 ? " ..." : "")
                    .append('\n');
        if (!command.subcommands().isEmpty()) text.append("\\fIVERB\\fR ...\n");
        section("DESCRIPTION");
        for (String line : description) paragraph(line);
        arguments(command);
        verbs(name, command);
        footer(command);
    }

    private void section(String title) {
        text.append(".SH ").append(title).append('\n');
    }

    private void paragraph(String line) {
        if (!line.isBlank()) text.append(".PP\n").append(escaped(plain(line))).append('\n');
    }

    private void arguments(CommandSpec command) {
        section("OPTIONS");
        for (PositionalParamSpec each : command.positionalParameters())
            item("\\fI" + escaped(each.paramLabel()) + "\\fR", each);
        for (OptionSpec option : command.options()) {
            if (option.hidden()) continue;
            String names = Arrays.stream(option.names())
                    .map(name -> "\\fB" + escaped(name) + "\\fR")
                    .collect(Collectors.joining(", "));
            item(names + value(option), option);
        }
    }

    private static String value(OptionSpec option) {
        return option.arity().max() == 0 ? "" : "=\\fI" + escaped(option.paramLabel()) + "\\fR";
    }

    /** With its variables filled in, as --help has them. */
    private void item(String head, ArgSpec argument) {
        String described = Arrays.stream(argument.description())
                .map(line -> line.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValueString())))
                .map(line -> line.replace("${COMPLETION-CANDIDATES}", String.join(", ", Candidates.of(argument))))
                .map(ManPage::plain)
                .collect(Collectors.joining(" "));
        text.append(".TP\n")
                .append(head)
                .append('\n')
                .append(escaped(described))
                .append('\n');
    }

    private void verbs(String name, CommandSpec command) {
        if (command.subcommands().isEmpty()) return;
        section("VERBS");
        command.subcommands().forEach((verb, below) -> {
            String[] description = below.getCommandSpec().usageMessage().description();
            text.append(".TP\n\\fB").append(escaped(name + "-" + verb)).append("\\fR(1)\n");
            text.append(escaped(description.length == 0 ? verb : plain(description[0])))
                    .append('\n');
        });
    }

    private void footer(CommandSpec command) {
        String[] lines = command.usageMessage().footer();
        if (lines.length == 0) return;
        section("NOTES");
        for (String line : lines) paragraph(line);
        section("SEE ALSO");
        text.append("/usr/share/doc/portcullis\n");
    }

    private static String plain(String text) {
        return Help.Ansi.OFF.string(text);
    }

    /** What the language would take for its own: a backslash, a hyphen that stands for itself, a point or a tick at the beginning. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
