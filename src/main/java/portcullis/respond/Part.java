package portcullis.respond;

import java.util.Locale;

/** The parts of a responder that plan. */
enum Part {
    BLOCK("block { verdict -> say \"would block ${verdict.source()}\" }"),
    RELEASE("release { verdict -> cannot 'mail cannot be unsent' }, if nothing can be undone"),
    CHECK("check { say 'nothing to check' }"),
    PREPARE(""),
    REMOVE("");

    private final String word = name().toLowerCase(Locale.ROOT);
    private final String example; // empty where a responder may do without

    Part(String example) {
        this.example = example;
    }

    String word() {
        return word;
    }

    boolean isRequired() {
        return !example.isEmpty();
    }

    String example() {
        return example;
    }
}
