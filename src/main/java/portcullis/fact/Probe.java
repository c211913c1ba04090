package portcullis.fact;

/**
 * One probe, as an event on the session's clock. Only rules that name it pay for it.
 *
 * @param at nanoseconds since 1970, of the packet
 * @param millis the same in the unit of the session's clock; never before that clock
 */
public record Probe(
        long at,
        long millis,
        Address source,
        int sourcePort,
        Address target,
        int port,
        Transport transport,
        Kind kind,
        Evidence evidence,
        boolean served,
        int interfaceNumber,
        int ttl,
        int window,
        boolean options,
        boolean fragment) {}
