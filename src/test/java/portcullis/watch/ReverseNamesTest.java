package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;

class ReverseNamesTest {
    private static final Address SOURCE = Address.of("203.0.113.9");

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aNameIsAskedForOnce() {
        try (ReverseNames names = names("scanner.example.org")) {
            assertThat(names.of(SOURCE)).isEqualTo("scanner.example.org");
            assertThat(names.of(SOURCE)).isEqualTo("scanner.example.org");
        }
        assertThat(asked).containsExactly("203.0.113.9");
    }

    @Test
    void whatIsNoNameOfAHostIsNotWritten() {
        for (String forged : List.of("a\nportsentry[1]: attackalert:", "$(reboot)", "a b", "", "-x", "x".repeat(300)))
            try (ReverseNames names = names(forged)) {
                assertThat(names.of(SOURCE)).isEqualTo("203.0.113.9");
            }
    }

    @Test
    void aServerThatDoesNotAnswerIsWaitedForOnce() {
        CountDownLatch never = new CountDownLatch(1);
        try (ReverseNames names = new ReverseNames(
                address -> {
                    asked.add(address);
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "late.example.org";
                },
                new LineClock())) {
            assertThat(names.of(SOURCE)).isEqualTo("203.0.113.9");
            assertThat(names.of(Address.of("203.0.113.10"))).isEqualTo("203.0.113.10");
        }
        assertThat(asked).containsExactly("203.0.113.9");
    }

    @Test
    void aServerThatIsSlowEachTimeIsWaitedForTwoSecondsInThirty() {
        AtomicLong time = new AtomicLong();
        LineClock clock = new LineClock(InstantSource.fixed(Instant.EPOCH), time::get);
        try (ReverseNames names = new ReverseNames(
                address -> {
                    asked.add(address);
                    time.addAndGet(900_000_000L);
                    return "slow.example.org";
                },
                clock)) {
            for (int i = 0; i < 40; i++) names.of(Address.of("203.0.113." + i));
            assertThat(asked).hasSize(3);
            assertThat(names.of(Address.of("203.0.113.39"))).isEqualTo("203.0.113.39");

            time.addAndGet(27_000_000_000L);
            assertThat(names.of(Address.of("203.0.113.40"))).isEqualTo("203.0.113.40");
            time.addAndGet(3_000_000_000L);
            assertThat(names.of(Address.of("203.0.113.39"))).isEqualTo("slow.example.org");
        }
    }

    @Test
    void thisHostKnowsItself() {
        try (ReverseNames names = ReverseNames.ofThisHost()) {
            assertThat(names.of(Address.of("127.0.0.1"))).isNotEmpty();
        }
    }

    private ReverseNames names(String answer) {
        return new ReverseNames(
                address -> {
                    asked.add(address);
                    return answer;
                },
                new LineClock());
    }
}
