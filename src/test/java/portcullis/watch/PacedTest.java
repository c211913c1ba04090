package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Entry;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

class PacedTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Pace PACE = new Pace(10, 50);

    private final List<Entry> heard = new ArrayList<>();
    private final List<String> closing = new ArrayList<>();
    private final Paced paced = new Paced(
            new Paced.Ear() {
                @Override
                public void hear(Entry entry) {
                    heard.add(entry);
                }

                @Override
                public void more(long at, Optional<Address> source, long events) {
                    closing.add(
                            at / SECOND + " " + source.map(Address::toString).orElse("*") + " " + events);
                }
            },
            PACE);

    @Test
    void anEventIsToldWhole() {
        tell("203.0.113.9", 0, true);

        assertThat(heard).hasSize(3);
    }

    @Test
    void ofOneSourceAFewAMinuteAreToldAndTheRestIsCounted() {
        for (int second = 0; second < 50; second++) tell("203.0.113.9", second, false);
        paced.pass(60 * SECOND);
        tell("203.0.113.9", 61, false);

        assertThat(heard).hasSize(3 * (PACE.ofASource() + 1));
        assertThat(closing).containsExactly("60 203.0.113.9 40");
    }

    @Test
    void aFloodOfSourcesIsCountedASecondAndLeavesRoomForBlocks() {
        for (int i = 0; i < 10_000; i++) tell(Address.ofIpv4(0x0A000000 + i).toString(), 0, false);
        tell("203.0.113.9", 0, true);
        paced.pass(SECOND);
        tell("203.0.113.10", 1, false);

        assertThat(heard).hasSize(3 * (PACE.aSecond() + 2));
        assertThat(closing).containsExactly("1 * " + (10_000 - PACE.aSecond()));
    }

    @Test
    void aFloodOfPacketsHidesNoLoginNotEvenOfTheSameSource() {
        for (int i = 0; i < 10_000; i++) tell(Address.ofIpv4(0x0A000000 + i).toString(), 0, false);
        for (int second = 1; second < 50; second++) tell("203.0.113.9", second, false);
        heard.clear();

        for (Mode mode : List.of(Mode.LOGINS, Mode.ALERTS)) {
            Alarm alarm = block("203.0.113.9", 0).because();
            Alarm.Proof proof = new Alarm.Proof(mode, Kind.LOGIN, alarm.source(), List.of(), Evidence.DATA);
            paced.record(new Verdict.Spare(alarm.provenBy(49 * SECOND, proof), "report only"));
        }

        assertThat(heard).hasSize(2);
    }

    @Test
    void whatBecameOfAProgramIsToldOnlyOfWhatWasTold() {
        for (int i = 0; i < PACE.ofASource(); i++) tell("203.0.113.9", i, false);
        Verdict.Block hidden = block("203.0.113.9", 20);
        Verdict.Block told = block("203.0.113.10", 21);
        for (Verdict.Block block : List.of(hidden, told)) {
            paced.record(block.because());
            paced.record(block);
            paced.record(outcome(block, Outcome.State.WAITING));
        }
        heard.clear();

        paced.record(outcome(hidden, Outcome.State.DONE));
        paced.record(outcome(told, Outcome.State.DONE));

        assertThat(heard)
                .singleElement()
                .extracting(entry -> ((Outcome) entry).verdict())
                .isSameAs(told);
    }

    @Test
    void whatBecameOfEachOfSeveralProgramsIsTold() {
        Verdict.Block block = block("203.0.113.9", 0);
        paced.record(block.because());
        paced.record(block);
        for (String name : List.of("first", "second")) paced.record(outcome(block, name, Outcome.State.WAITING));
        paced.record(outcome(block, "at-once", Outcome.State.DONE));
        tell("203.0.113.10", 1, true);
        heard.clear();

        for (String name : List.of("second", "first")) paced.record(outcome(block, name, Outcome.State.DONE));
        paced.record(outcome(block, "first", Outcome.State.DONE)); // nobody waits for it any more

        assertThat(heard).extracting(entry -> ((Outcome) entry).responder()).containsExactly("second", "first");
    }

    private void tell(String source, long second, boolean isBlock) {
        Verdict.Block block = block(source, second);
        Verdict verdict = isBlock ? block : new Verdict.Spare(block.because(), "spared");
        paced.record(block.because());
        paced.record(verdict);
        paced.record(outcome(verdict, Outcome.State.DONE));
    }

    private static Outcome outcome(Verdict verdict, Outcome.State state) {
        return outcome(verdict, "only-say-so", state);
    }

    private static Outcome outcome(Verdict verdict, String responder, Outcome.State state) {
        return new Outcome(verdict, responder, new Effect.Say("so"), state, "");
    }

    private static Verdict.Block block(String source, long second) {
        Address address = Address.of(source);
        Alarm.Proof proof = new Alarm.Proof(Mode.STCP, Kind.SYN, address, List.of(1), Evidence.FORGEABLE);
        return new Verdict.Block(
                new Alarm(address, "rule", "reason").provenBy(second * SECOND, proof), Duration.ofMinutes(10), "first");
    }
}
