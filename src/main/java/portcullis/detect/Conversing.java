package portcullis.detect;

import java.util.BitSet;
import portcullis.fact.Conversation;
import portcullis.fact.Established;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.fact.Transport;

/**
 * Follows who began which conversation, so that an answer or a late packet is not taken for a probe, and an ACK, FIN or RST out of
 * nowhere is. Our own host's side is believed: a kernel sends no ACK without a socket.
 */
final class Conversing {
    /** After this silence most stateful firewalls have forgotten a UDP question (Linux conntrack: 120 s a stream). */
    private static final long UDP_MEMORY = 180_000_000_000L;

    private final Conversations table;
    private final BitSet heldTcp;

    /** Whether the packet last classed completed a handshake on a port that we hold. */
    private boolean connected;

    Conversing(Conversations table, BitSet heldTcp) {
        this.table = table;
        this.heldTcp = heldTcp;
    }

    void seed(Established known, long nanos) {
        long key = table.key(
                known.transport().ordinal(),
                known.local().high(),
                known.local().low(),
                known.localPort(),
                known.peer().high(),
                known.peer().low(),
                known.peerPort());
        table.foundUnderWay(key, nanos);
    }

    /**
     * A packet that a watched host sent.
     *
     * @param believed whether the sender alone is ours: where both ends are watched, an ACK out of nowhere may be a scan from within
     */
    void sent(Packet packet, Kind kind, boolean believed, long nanos) {
        long key = key(packet);
        boolean higher = isHigher(packet);
        int slot = table.find(key);
        if (kind == Kind.SYN || slot == Conversations.NOT_FOUND) {
            if (kind == Kind.SYN || isDatagram(packet)) table.begin(key, higher, believed, nanos);
            else if (believed && isOfASocket(kind)) table.foundUnderWay(key, nanos);
            return;
        }
        table.seenAt(slot, nanos);
        if (kind == Kind.RST) table.finished(slot);
        else if (!table.isBegunBy(slot, higher)) answered(packet, kind, slot);
        else if (kind == Kind.ACK && table.isAnswered(slot)) table.established(slot);
        if (kind == Kind.MAIMON) table.finished(slot);
    }

    /** What our kernel sends only where a program speaks or listens. */
    private static boolean isOfASocket(Kind kind) {
        return kind == Kind.SYN_ACK || kind == Kind.ACK || kind == Kind.MAIMON;
    }

    private void answered(Packet packet, Kind kind, int slot) {
        table.answered(slot);
        if (kind == Kind.SYN_ACK) table.expect(slot, packet.sequence() + 1);
        else if (kind == Kind.ACK || kind == Kind.MAIMON) table.established(slot); // our kernel speaks only then
    }

    /**
     * How a packet that came to a watched host stands to what was said before.
     *
     * @param remembers whether the port is served or held, so that what begins here is worth remembering
     */
    Conversation received(Packet packet, Kind kind, boolean remembers, long nanos) {
        connected = false;
        if (isOpening(packet)) { // never an answer, whatever was said before
            if (remembers) opened(packet, nanos);
            return Conversation.NONE;
        }
        long key = key(packet);
        int slot = table.find(key);
        if (slot == Conversations.NOT_FOUND) {
            if (!isDatagram(packet)) return Conversation.NONE;
            if (remembers) table.begin(key, isHigher(packet), false, nanos);
            return answerToAll(packet, nanos);
        }
        long before = table.seen(slot);
        table.seenAt(slot, nanos);
        if (table.isFoundUnderWay(slot)) return Conversation.ONGOING;
        boolean continues = table.isBegunBy(slot, isHigher(packet));
        if (!continues) table.answered(slot);
        if (isDatagram(packet)) return continues ? udpContinued(slot) : udpAnswer(before, nanos);
        return continues ? tcpContinued(slot, kind, packet) : Conversation.ANSWER;
    }

    private void opened(Packet packet, long nanos) {
        long key = key(packet);
        int slot = table.find(key);
        boolean repeats = slot != Conversations.NOT_FOUND && isHalfOpenBy(slot, packet);
        if (!repeats) table.begin(key, isHigher(packet), false, nanos);
    }

    /** Whether who asked first can only be told by time: all but TCP. */
    private static boolean isDatagram(Packet packet) {
        return packet.transport() != Transport.TCP;
    }

    /** SYN without ACK, FIN or RST: PSH and URG beside it do not keep a host from answering (RFC 9293, 3.10.7.2). */
    private static boolean isOpening(Packet packet) {
        return packet.transport() == Transport.TCP && (packet.flags() & 0x17) == 2;
    }

    /** Whether the same side has begun already and was answered, so that this SYN is only a repeat. */
    private boolean isHalfOpenBy(int slot, Packet packet) {
        return table.isBegunBy(slot, isHigher(packet)) && table.isAnswered(slot) && !table.isEstablished(slot);
    }

    /** The host may have asked everybody: then answers come from addresses that it never wrote to. */
    private Conversation answerToAll(Packet packet, long nanos) {
        int slot = table.find(questionToAll(packet.targetHigh(), packet.targetLow(), packet.targetPort()));
        return slot == Conversations.NOT_FOUND ? Conversation.NONE : udpAnswer(table.seen(slot), nanos);
    }

    private long questionToAll(long askerHigh, long askerLow, int askerPort) {
        return table.key(Transport.UDP.ordinal(), askerHigh, askerLow, askerPort, 0, 0, 0);
    }

    /** A datagram that a watched host sent to a group. */
    void askedAll(Packet packet, long nanos) {
        long key = questionToAll(packet.sourceHigh(), packet.sourceLow(), packet.sourcePort());
        table.begin(key, false, true, nanos);
    }

    private Conversation udpContinued(int slot) {
        return table.isAnswered(slot) ? Conversation.ONGOING : Conversation.NONE;
    }

    private static Conversation udpAnswer(long before, long nanos) {
        return nanos - before > UDP_MEMORY ? Conversation.LATE : Conversation.ANSWER;
    }

    private Conversation tcpContinued(int slot, Kind kind, Packet packet) {
        if (table.isEstablished(slot)) {
            if (kind == Kind.RST) table.finished(slot);
            return Conversation.ONGOING;
        }
        if (!table.isAnswered(slot)) return Conversation.NONE;
        if (kind == Kind.RST) { // half-open, then torn down: a SYN scan that found an open port
            table.finished(slot);
            return Conversation.ONGOING;
        }
        if (kind != Kind.ACK && kind != Kind.MAIMON) return Conversation.NONE;
        // whoever does not receive our SYN/ACK cannot know its number, so he who returns it is where he says
        if (packet.acknowledgement() != table.expected(slot)) return Conversation.NONE;
        table.established(slot);
        connected = heldTcp.get(packet.targetPort());
        return connected ? Conversation.NONE : Conversation.ONGOING;
    }

    /** Whether the packet last received completed a handshake on a port that we hold. */
    boolean hasConnected() {
        return connected;
    }

    /** Whether an ICMP error quotes something that we know of. */
    boolean knowsQuoted(Packet error) {
        long key = table.key(
                error.quotedTransport().ordinal(),
                error.quotedSourceHigh(),
                error.quotedSourceLow(),
                error.sourcePort(),
                error.quotedTargetHigh(),
                error.quotedTargetLow(),
                error.targetPort());
        return table.find(key) != Conversations.NOT_FOUND;
    }

    private long key(Packet packet) {
        return table.key(
                packet.transport().ordinal(),
                packet.sourceHigh(),
                packet.sourceLow(),
                packet.sourcePort(),
                packet.targetHigh(),
                packet.targetLow(),
                packet.targetPort());
    }

    private boolean isHigher(Packet packet) {
        return table.isHigher(
                packet.sourceHigh(),
                packet.sourceLow(),
                packet.sourcePort(),
                packet.targetHigh(),
                packet.targetLow(),
                packet.targetPort());
    }
}
