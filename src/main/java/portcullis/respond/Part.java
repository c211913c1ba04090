package portcullis.respond;

import java.util.Locale;

/** The parts of a responder that plan. */
enum Part {
    BLOCK("block { verdict -> say \"would block ${verdict.source()}\" }"),
    RELEASE("release { verdict -> cannot 'mail cannot be unsent' }, if nothing can be undone"),
    CHECK("check { say 'nothing to check' }");

    private final String example;

    Part(String example) {
        this.example = example;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String example() {
        return example;
    }
}
