package portcullis.respond;

import java.time.Duration;
import java.util.List;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;

/** Verdicts about the documentation networks. */
final class Verdicts {
    static final String IPV4 = "203.0.113.9";
    static final String IPV6 = "2001:db8::9";

    private Verdicts() {}

    static Alarm alarm(String source) {
        return alarm(source, "touched 5 ports within a minute");
    }

    static Alarm alarm(String source, String reason) {
        Alarm.Proof proof =
                new Alarm.Proof(Mode.STCP, Kind.SYN, Address.of("192.0.2.1"), List.of(1, 79, 111), Evidence.FORGEABLE);
        return new Alarm(Address.of(source), "tcp-port-sweep", reason).provenBy(9_000_000_000L, proof);
    }

    static Verdict.Block block(String source) {
        return new Verdict.Block(alarm(source), Duration.ofMinutes(10), "the rule asks for it");
    }

    static Verdict.Run run(String source) {
        return new Verdict.Run(alarm(source), "settings say to run only");
    }

    static Verdict.Release release(String source) {
        return new Verdict.Release(block(source), 609_000_000_000L, "the span is over");
    }
}
