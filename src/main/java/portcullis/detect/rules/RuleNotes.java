package portcullis.detect.rules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What was read from rules beside their code. Kept as compiled rules are, since the parser takes a third of a start.
 *
 * @param measures every measure that some rule names, each once, its lines joined
 * @param namesProbe whether some rule wants each probe as an event
 */
record RuleNotes(List<RuleCard> cards, List<Measure> measures, boolean namesProbe, PortSteps portSteps)
        implements Serializable {
    RuleNotes {
        cards = List.copyOf(cards);
        measures = List.copyOf(measures);
    }

    byte[] written() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new IllegalStateException("a value could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Empty where another version of the program wrote it. */
    static Optional<RuleNotes> of(byte[] written) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written))) {
            return Optional.of((RuleNotes) in.readObject());
        } catch (IOException | ClassNotFoundException | ClassCastException other) {
            return Optional.empty();
        }
    }
}
