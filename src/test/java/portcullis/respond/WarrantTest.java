package portcullis.respond;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WarrantTest {
    @Test
    void tokensAreFilledInEachTime() {
        Warrant warrant = new Warrant(Verdicts.alarm(Verdicts.IPV4), Duration.ZERO);

        assertThat(warrant.expand("$TARGET$ $PORT$ $MODE$ $TARGET$ $OTHER$ $TARGET"))
                .isEqualTo("203.0.113.9 111 stcp 203.0.113.9 $OTHER$ $TARGET");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "nothing to fill in, nothing to fill in",
        "$PORT$, 111",
        "$PORT$$PORT$, 111111",
        "$PORT$PORT$, 111PORT$",
        "$$PORT$$, $111$",
        "a\tb\u00e9$PORT$, a\tb\u00e9111",
    })
    void whatIsFilledInIsFoundFromLeftToRight(String text, String filled) {
        Warrant warrant = new Warrant(Verdicts.alarm(Verdicts.IPV4), Duration.ZERO);

        assertThat(warrant.expand(text)).isEqualTo(filled);
    }

    @Test
    void aReasonStaysOnItsLine() {
        Warrant warrant =
                new Warrant(Verdicts.alarm(Verdicts.IPV4, "a\r\nBcc: b\u001B[2J\u202Ec\u2028d"), Duration.ZERO);

        assertThat(warrant.reason()).isEqualTo("a??Bcc: b?[2J?c?d");
    }
}
