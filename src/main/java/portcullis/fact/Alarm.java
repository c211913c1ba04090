package portcullis.fact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule has noticed a source. Rules insert it with the first three parts; the detector adds the time and what proves it.
 *
 * @param rule the id of the rule
 * @param reason a sentence for an incident report
 * @param isShadow whether the rule is on probation: what the guard would do is said, and nothing is done
 * @param onlyReport why nobody is to be blocked for it; empty where somebody may be
 * @param at nanoseconds since 1970, of the packet that completed it; 0 until the detector has filled it in
 * @param proof what the source did that counted
 */
public record Alarm(
        Address source, String rule, String reason, boolean isShadow, String onlyReport, long at, Proof proof)
        implements Entry {
    public Alarm {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(onlyReport, "onlyReport");
    }

    /** What a rule inserts. */
    public Alarm(Address source, String rule, String reason) {
        this(source, rule, reason, false, "", 0, Proof.NONE);
    }

    /** The same, and nobody is to be blocked for it. */
    public Alarm reportOnly(String because) {
        return new Alarm(source, rule, reason, isShadow, because, at, proof);
    }

    /** The same of a rule on probation. */
    public Alarm asShadow() {
        return new Alarm(source, rule, reason, true, onlyReport, at, proof);
    }

    public Alarm provenBy(long nanos, Proof proof) {
        return new Alarm(source, rule, reason, isShadow, onlyReport, nanos, proof);
    }

    /**
     * The touches behind an alarm.
     *
     * @param mode the mode that counted the last of them
     * @param ports distinct ports in the order of their first touch, at most as many as the detector keeps
     * @param evidence the best there is for this source
     * @param latest the last of them; empty where it was not kept
     */
    public record Proof(
            Mode mode, Kind kind, Address target, List<Integer> ports, Evidence evidence, Optional<Latest> latest) {
        static final Proof NONE = new Proof(Mode.TCP, Kind.ODD, new Address(0, 0), List.of(), Evidence.FORGEABLE);

        public Proof {
            ports = List.copyOf(ports);
        }

        /** Where nobody knows any more which packet was the last. */
        public Proof(Mode mode, Kind kind, Address target, List<Integer> ports, Evidence evidence) {
            this(mode, kind, target, ports, evidence, Optional.empty());
        }

        public Transport transport() {
            return mode.transport();
        }

        /** The port that completed the alarm; 0 where none is known. */
        public int lastPort() {
            if (ports.isEmpty()) return 0;
            return latest.map(Latest::port).filter(ports::contains).orElse(ports.get(ports.size() - 1));
        }
    }

    /**
     * The packet that completed the alarm, as far as its sender's own words about it go.
     *
     * @param flags of TCP; 0 otherwise
     * @param hasOptions whether its IP header had any
     */
    public record Latest(int port, int flags, boolean hasOptions) {}
}
