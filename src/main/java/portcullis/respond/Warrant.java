package portcullis.respond;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Mode;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;

/**
 * What a responder is told: the {@code verdict} of {@code block} and {@code release}. With the verbs of
 * {@link ResponderScript} it is the whole world of a Groovy author, so its methods are a promise.
 */
public final class Warrant {
    private final Alarm because;
    private final Duration span;

    public Warrant(Alarm because, Duration span) {
        this.because = requireNonNull(because, "because");
        this.span = requireNonNull(span, "span");
    }

    /** What a responder sees of this verdict; empty where there is nothing to respond to. */
    static Optional<Warrant> of(Verdict verdict) {
        if (verdict instanceof Verdict.Block block) return Optional.of(new Warrant(block.because(), block.span()));
        if (verdict instanceof Verdict.Run run) return Optional.of(new Warrant(run.because(), Duration.ZERO));
        if (verdict instanceof Verdict.Release release) return of(release.block());
        return Optional.empty();
    }

    /** Whom it is about; prints canonically, and {@code source().version()} is 4 or 6. */
    public Address source() {
        return because.source();
    }

    /** How long the block lasts, {@code span().seconds}; zero where settings say to run only. A release has its block's. */
    public Duration span() {
        return span;
    }

    /** The alarm as the rule raised it. Its text may quote the network: prefer {@link #reason()}. */
    public Alarm because() {
        return because;
    }

    /** When the packet that completed the alarm came: RFC 3339, in UTC. */
    public String at() {
        return Instant.ofEpochSecond(0, because.at()).toString();
    }

    /** The port that completed the alarm; 0 where none is known. */
    public int port() {
        return because.proof().lastPort();
    }

    /** The mode that counted the last probe; {@code mode().word()} is what settings call it. */
    public Mode mode() {
        return because.proof().mode();
    }

    public Transport transport() {
        return because.proof().transport();
    }

    /** The rule's sentence on one line, with control and formatting characters replaced by question marks. */
    public String reason() {
        return because.reason().replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]", "?");
    }

    /** Fills in {@code $TARGET$}, {@code $PORT$} and {@code $MODE$}, in this order and each time, as PortSentry did. */
    public String expand(String text) {
        return text.replace("$TARGET$", source().toString())
                .replace("$PORT$", Integer.toString(port()))
                .replace("$MODE$", mode().word());
    }
}
