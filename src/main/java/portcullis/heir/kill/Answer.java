package portcullis.heir.kill;

import java.util.List;

/** What stands for a command of PortSentry. */
public sealed interface Answer {
    /** What is no longer as it was; empty where nothing is worth a word. */
    List<String> remarks();

    /** A responder that we ship does the same, and can undo it. */
    record Shipped(String responder, List<String> remarks) implements Answer {
        public Shipped {
            remarks = List.copyOf(remarks);
        }
    }

    /** A responder made of the words of the line. */
    record Written(String responder, String script, List<String> remarks) implements Answer {
        public Written {
            remarks = List.copyOf(remarks);
        }
    }

    /** Words for the setting {@code command}. */
    record Command(List<String> words, List<String> remarks) implements Answer {
        public Command {
            words = List.copyOf(words);
            remarks = List.copyOf(remarks);
        }
    }

    /** A mail, which mail-the-admin sends. */
    record Mail(String to, List<String> remarks) implements Answer {
        public Mail {
            remarks = List.copyOf(remarks);
        }
    }

    /** It does nothing here, and why. */
    record None(String why) implements Answer {
        @Override
        public List<String> remarks() {
            return List.of(why);
        }
    }
}
