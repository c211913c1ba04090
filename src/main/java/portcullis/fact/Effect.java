package portcullis.fact;

import java.util.ArrayList;
import java.util.List;

/** One change that a responder plans. Planning never does it: a runner carries it out, prints it or records it. */
public sealed interface Effect {
    /** The command that does the same, word by word; empty where no command does. */
    List<String> argv();

    /** As an administrator would write it. */
    String sentence();

    /** A statement of nft; the runner chooses the door to the kernel. */
    record Nft(String statement) implements Effect {
        @Override
        public List<String> argv() {
            List<String> words = new ArrayList<>();
            words.add("nft");
            for (int from = 0; from < statement.length(); ) { // by hand: a replay prints fifty thousand of them
                int end = statement.indexOf(' ', from);
                if (end < 0) end = statement.length();
                if (end > from) words.add(statement.substring(from, end));
                from = end + 1;
            }
            return words;
        }

        @Override
        public String sentence() {
            return "nft " + statement;
        }
    }

    /** A program with its arguments, never read by a shell. {@code input} is what it reads from standard input. */
    record Command(List<String> argv, String input) implements Effect {
        public Command {
            argv = List.copyOf(argv);
            if (argv.isEmpty()) throw new IllegalArgumentException("a command has at least its program");
        }

        @Override
        public String sentence() {
            return ShellText.quoted(argv) + (input.isEmpty() ? "" : "  < " + ShellText.quoted(input));
        }
    }

    /** A line to add at the end of a file, once. */
    record AppendLine(String file, String line) implements Effect {
        @Override
        public List<String> argv() {
            return List.of();
        }

        @Override
        public String sentence() {
            return "append to " + file + ": " + line;
        }
    }

    /** A line to take out of a file, wherever it stands. */
    record RemoveLine(String file, String line) implements Effect {
        @Override
        public List<String> argv() {
            return List.of();
        }

        @Override
        public String sentence() {
            return "remove from " + file + ": " + line;
        }
    }

    /** Text to send to the source on the port that it connected to, where we hold that port. */
    record Banner(String text) implements Effect {
        @Override
        public List<String> argv() {
            return List.of();
        }

        @Override
        public String sentence() {
            return "banner " + ShellText.quoted(text);
        }
    }

    /**
     * Text in JSON for a web server.
     *
     * @param secret what it is signed with; {@link Secret#NONE} for nothing
     */
    record Post(String url, String body, Secret secret) implements Effect {
        @Override
        public List<String> argv() {
            return List.of();
        }

        @Override
        public String sentence() {
            String signed = secret.equals(Secret.NONE) ? "" : "  signed with " + secret.name();
            return "post " + url + "  < " + ShellText.quoted(body) + signed;
        }
    }

    /** A secret as effects know it: its name and its file, and never what stands in there. */
    record Secret(String name, String file) {
        public static final Secret NONE = new Secret("", "");
    }

    /** A sentence for the journal; nothing on the host changes. */
    record Say(String text) implements Effect {
        @Override
        public List<String> argv() {
            return List.of();
        }

        @Override
        public String sentence() {
            return "say " + text;
        }
    }

    /** What the responder cannot do, and why. */
    record Cannot(String why) implements Effect {
        @Override
        public List<String> argv() {
            return List.of();
        }

        @Override
        public String sentence() {
            return "cannot: " + why;
        }
    }
}
