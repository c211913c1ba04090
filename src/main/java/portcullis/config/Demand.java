package portcullis.config;

import java.util.Optional;
import java.util.stream.Stream;
import portcullis.fact.Evidence;

/** What a responder asks for before it acts, as in {@code blackhole-the-route=handshake}. */
record Demand(String responder, Evidence least) {
    @Override
    public String toString() {
        return responder + "=" + least.word();
    }

    static Optional<Demand> parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) return Optional.empty();
        return evidence(text.substring(equals + 1).strip())
                .map(least -> new Demand(text.substring(0, equals).strip(), least));
    }

    /** Only what a packet can prove: an administrator's word is never asked for. */
    static Optional<Evidence> evidence(String word) {
        return Stream.of(Evidence.FORGEABLE, Evidence.HANDSHAKE, Evidence.DATA)
                .filter(evidence -> evidence.word().equals(word))
                .findFirst();
    }
}
