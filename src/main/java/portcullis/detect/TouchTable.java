package portcullis.detect;

import java.util.BitSet;
import java.util.function.ToIntFunction;
import portcullis.detect.rules.PortSteps;
import portcullis.fact.Audience;
import portcullis.fact.Conversation;
import portcullis.fact.Kind;
import portcullis.fact.PortRange;
import portcullis.fact.Touch;
import portcullis.fact.Transport;

/**
 * Which modes count which class of touch. The rules are asked about a class when it is first met; afterwards the answer is one
 * look-up. A new table is made when rules, settings or served ports change.
 */
final class TouchTable {
    private static final short ANSWERED = (short) 0x8000;

    private static final int AUDIENCES = Audience.values().length;
    private static final int CONVERSATIONS = Conversation.values().length;
    private static final Kind[] KINDS = Kind.values();

    private final short[][] rows = new short[KINDS.length * 2 * AUDIENCES * CONVERSATIONS][];
    private final ToIntFunction<Touch> rules;
    private final PortSteps steps;

    /**
     * @param rules answers with a bit for each mode that counts the touch
     * @param steps which ports are one to the rules
     */
    TouchTable(ToIntFunction<Touch> rules, PortSteps steps) {
        this.steps = steps;
        this.rules = rules;
    }

    int modes(Transport transport, Kind kind, int port, boolean served, Audience audience, Conversation conversation) {
        int row = ((kind.ordinal() * 2 + (served ? 1 : 0)) * AUDIENCES + audience.ordinal()) * CONVERSATIONS
                + conversation.ordinal();
        short[] answers = rows[row];
        if (answers == null) rows[row] = answers = new short[PortRange.PORTS];
        if (answers[port] == 0) {
            int asked = steps.alike(port);
            if (answers[asked] == 0)
                answers[asked] = ask(new Touch(transport, kind, asked, served, audience, conversation));
            answers[port] = answers[asked];
        }
        return answers[port] & ~ANSWERED & 0xFFFF;
    }

    /** On which of these ports some mode counts a first packet to us, where they are not served. */
    BitSet counted(Transport transport, Kind kind, BitSet ports) {
        BitSet counted = new BitSet();
        for (int port = ports.nextSetBit(0); port >= 0; port = ports.nextSetBit(port + 1))
            if (modes(transport, kind, port, false, Audience.HOST, Conversation.NONE) != 0) counted.set(port);
        return counted;
    }

    private short ask(Touch touch) {
        return (short) (ANSWERED | rules.applyAsInt(touch));
    }
}
