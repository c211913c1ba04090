package portcullis.heir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

/** The lines of PortSentry 1.2 (portsentry.c, portsentry_io.c), which others read by their own expressions. */
class ClassicLinesTest {
    private static final long AT = Instant.parse("2026-03-04T05:06:07Z").getEpochSecond() * 1_000_000_000L;
    private static final Address SOURCE = Address.of("203.0.113.9");

    private final StringWriter text = new StringWriter();
    private final ClassicLines lines =
            new ClassicLines(new PrintWriter(text), "gate", 77, ZoneOffset.UTC, Address::toString);

    @Test
    void eachKindHasItsWords() {
        for (Kind kind : List.of(Kind.SYN, Kind.FIN, Kind.NULL, Kind.XMAS, Kind.MAIMON))
            lines.record(alarm(Mode.ATCP, kind));
        lines.record(alarm(Mode.AUDP, Kind.UDP));
        lines.record(alarm(Mode.TCP, Kind.CONNECT));

        String begin = "Mar  4 05:06:07 gate portsentry[77]: attackalert: ";
        String end = " from host: 203.0.113.9/203.0.113.9 to TCP port: 111";
        assertThat(told())
                .containsExactly(
                        begin + "TCP SYN/Normal scan" + end,
                        begin + "TCP FIN scan" + end,
                        begin + " TCP NULL scan" + end,
                        begin + "TCP XMAS scan" + end,
                        begin + "Unknown Type: TCP Packet Flags: SYN: 0 FIN: 1 ACK: 1 PSH: 0 URG: 0 RST: 0" + end,
                        begin + "UDP scan from host: 203.0.113.9/203.0.113.9 to UDP port: 111",
                        begin + "Connect" + end);
    }

    @Test
    void theFlagsOfTheLastPacketDecideItsWords() {
        lines.record(latest(Mode.ATCP, Kind.ODD, new Alarm.Latest(1, 0x03, false)));
        lines.record(latest(Mode.STCP, Kind.XMAS, new Alarm.Latest(1, 0x2B, false)));
        lines.record(latest(Mode.ATCP, Kind.NULL, new Alarm.Latest(1, 0xC0, false)));
        lines.record(latest(Mode.ATCP, Kind.SYN, new Alarm.Latest(1, 0xC2, true)));
        lines.record(latest(Mode.UDP, Kind.UDP, new Alarm.Latest(1, 0, true)));

        String whose = " from host: 203.0.113.9/203.0.113.9 to TCP port: 1";
        assertThat(told())
                .extracting(line -> line.substring(line.indexOf("]: ") + 3))
                .containsExactly(
                        "attackalert: Unknown Type: TCP Packet Flags: SYN: 1 FIN: 1 ACK: 0 PSH: 0 URG: 0 RST: 0"
                                + whose,
                        "attackalert: TCP XMAS scan" + whose,
                        "attackalert:  TCP NULL scan" + whose,
                        "attackalert: TCP SYN/Normal scan" + whose,
                        "attackalert: Packet" + whose + " has IP options set (detection avoidance technique).",
                        "attackalert: Connect from host: 203.0.113.9/203.0.113.9 to UDP port: 1");
    }

    private static Alarm latest(Mode mode, Kind kind, Alarm.Latest latest) {
        Alarm.Proof proof = new Alarm.Proof(
                mode, kind, Address.of("192.0.2.1"), List.of(1, 111), Evidence.FORGEABLE, Optional.of(latest));
        return new Alarm(SOURCE, "rule", "reason").provenBy(AT, proof);
    }

    @Test
    void aBanByHandIsNoAttack() {
        lines.record(new Alarm(SOURCE, "by-hand", "banned by hand")
                .provenBy(AT, alarm(Mode.TCP, Kind.ODD).proof()));

        assertThat(text.toString()).isEmpty();
    }

    @Test
    void whatWasDoneIsToldAndWhatWasOnlyRehearsedIsNot() {
        Verdict.Block block = new Verdict.Block(alarm(Mode.ATCP, Kind.SYN), Duration.ofMinutes(10), "first block");
        Effect nft = new Effect.Nft("add element inet portcullis banned4 { 203.0.113.9 timeout 600s }");
        Effect line = new Effect.AppendLine("/etc/hosts.deny", "ALL: 203.0.113.9");
        lines.record(new Outcome(block, "drop-with-nftables", nft, Outcome.State.WOULD_RUN, ""));
        lines.record(new Outcome(block, "drop-with-nftables", nft, Outcome.State.DONE, ""));
        lines.record(new Outcome(block, "deny-with-tcp-wrappers", line, Outcome.State.DONE, ""));
        lines.record(new Outcome(block, "drop-with-nftables", nft, Outcome.State.REFUSED, "no"));

        String begin = "Mar  4 05:06:07 gate portsentry[77]: attackalert: ";
        assertThat(told())
                .containsExactly(
                        begin
                                + "Host 203.0.113.9 has been blocked via dropped route using command: \"nft add element inet"
                                + " portcullis banned4 { 203.0.113.9 timeout 600s }\"",
                        begin + "Host 203.0.113.9 has been blocked via wrappers with string: \"ALL: 203.0.113.9\"",
                        begin + "ERROR: Could not block host 203.0.113.9/203.0.113.9!!");
    }

    @Test
    void whatPortSentryCouldNotHearIsNotTold() {
        for (Mode mode : List.of(Mode.LOGINS, Mode.ALERTS)) {
            Alarm alarm = alarm(mode, Kind.LOGIN);
            lines.record(alarm);
            lines.record(new Verdict.Spare(alarm, "report only, by block.logins"));
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void whyNothingWasDoneIsTold() {
        lines.record(new Verdict.Spare(alarm(Mode.ATCP, Kind.SYN), "blocked already"));
        lines.record(new Verdict.Spare(alarm(Mode.TCP, Kind.CONNECT), "blocked already"));
        lines.record(new Verdict.Spare(alarm(Mode.AUDP, Kind.UDP), "report only, by block.udp"));
        lines.more(AT, Optional.of(SOURCE), 12);

        assertThat(told())
                .extracting(line -> line.substring(line.indexOf("]: ") + 3))
                .containsExactly(
                        "attackalert: Host: 203.0.113.9/203.0.113.9 is already blocked Ignoring",
                        "attackalert: Host: 203.0.113.9 is already blocked. Ignoring",
                        "attackalert: Ignoring UDP response per configuration file setting.",
                        "adminalert: 12 more events of host: 203.0.113.9 are in the journal only");
    }

    private List<String> told() {
        lines.pause();
        return text.toString().lines().toList();
    }

    private static Alarm alarm(Mode mode, Kind kind) {
        Alarm.Proof proof = new Alarm.Proof(mode, kind, Address.of("192.0.2.1"), List.of(1, 111), Evidence.FORGEABLE);
        return new Alarm(SOURCE, "rule", "reason").provenBy(AT, proof);
    }
}
