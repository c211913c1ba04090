package portcullis.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128. */
class KindTest {
    @ParameterizedTest
    @CsvSource({
        "2, SYN",
        "194, SYN",
        "1, FIN",
        "0, NULL",
        "192, NULL",
        "41, XMAS",
        "43, XMAS",
        "16, ACK",
        "24, ACK",
        "17, MAIMON",
        "25, MAIMON",
        "18, SYN_ACK",
        "4, RST",
        "20, RST",
        "6, ODD",
        "5, ODD",
        "3, ODD",
        "8, ODD",
        "32, ODD",
        "10, ODD",
        "19, ODD",
        "9, ODD"
    })
    void isToldByTheLowSixFlags(int flags, Kind kind) {
        assertThat(Kind.ofFlags(flags)).isEqualTo(kind);
    }
}
