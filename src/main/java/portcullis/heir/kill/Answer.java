package portcullis.heir.kill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portcullis.config.Key;

/** What stands for a command of PortSentry. */
public sealed interface Answer {
    /** The responder that acts; empty where nothing is done. */
    Optional<String> responder();

    /** What is no longer as it was, or why nothing is done; empty where nothing is worth a word. */
    List<String> remarks();

    /** The responder's text, where it is none that we ship. */
    default Optional<String> script() {
        return Optional.empty();
    }

    /** What the responder wants to be set. */
    default Map<Key, List<String>> settings() {
        return Map.of();
    }

    /** A responder that we ship does the same, and can undo it. */
    record Shipped(String name, List<String> remarks) implements Answer {
        public Shipped {
            remarks = List.copyOf(remarks);
        }

        @Override
        public Optional<String> responder() {
            return Optional.of(name);
        }
    }

    /** A responder made of the words of the line. */
    record Written(String name, String text, List<String> remarks) implements Answer {
        public Written {
            remarks = List.copyOf(remarks);
        }

        @Override
        public Optional<String> responder() {
            return Optional.of(name);
        }

        @Override
        public Optional<String> script() {
            return Optional.of(text);
        }
    }

    /** Words that are run as they are. */
    record Command(List<String> words, List<String> remarks) implements Answer {
        public Command {
            words = List.copyOf(words);
            remarks = List.copyOf(remarks);
        }

        @Override
        public Optional<String> responder() {
            return Optional.of("run-a-command");
        }

        @Override
        public Map<Key, List<String>> settings() {
            return Map.of(Key.COMMAND, words);
        }
    }

    /** A mail. */
    record Mail(String to, List<String> remarks) implements Answer {
        public Mail {
            remarks = List.copyOf(remarks);
        }

        @Override
        public Optional<String> responder() {
            return Optional.of("mail-the-admin");
        }

        @Override
        public Map<Key, List<String>> settings() {
            return Map.of(Key.MAIL_TO, List.of(to));
        }
    }

    /** It does nothing here, and why. */
    record None(String why) implements Answer {
        @Override
        public Optional<String> responder() {
            return Optional.empty();
        }

        @Override
        public List<String> remarks() {
            return List.of(why);
        }
    }
}
