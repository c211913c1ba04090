package portcullis.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code portcullis completion}: what lets a shell complete verbs, options and files. */
@Command(
        name = "completion",
        description = "Prints the completion of verbs and options for a shell.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: portcullis completion bash",
            "bash, zsh: source <(portcullis completion bash)",
            "fish: portcullis completion fish > ~/.config/fish/completions/portcullis.fish",
            "An installed program has all three in place."
        })
final class CompletionVerb implements Callable<Integer> {
    /** The shells that are known. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "SHELL", description = "one of ${COMPLETION-CANDIDATES}")
    private Shell shell;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine whole = spec.root().commandLine();
        spec.commandLine()
                .getOut()
                .print(
                        switch (shell) {
                            case bash -> AutoComplete.bash("portcullis", whole);
                            // the first line is what zsh takes a file in its folder of completions by
                            case zsh -> "#compdef portcullis\n" + AutoComplete.bash("portcullis", whole);
                            case fish -> FishCompletion.of(spec.root());
                        });
        return Exit.FINE;
    }
}
