package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import portcullis.detect.rules.Counted;
import portcullis.fact.Kind;

class SuspectsTest {
    private final Set<Long> gone = new HashSet<>();

    @Property(tries = 300)
    void findsExactlyThoseWhoAreRemembered(
            @ForAll @Size(max = 300) List<@IntRange(min = 1, max = 90) Integer> sources) {
        Set<Long> forgotten = new HashSet<>();
        Suspects suspects = new Suspects(50, 7, suspect -> forgotten.add(suspect.low));
        Map<Long, Suspect> model = new HashMap<>();

        for (long low : sources.stream().mapToLong(Integer::longValue).toArray()) {
            forgotten.clear();
            Suspect found = suspects.find(0, low);
            assertThat(found).isSameAs(model.get(low));
            if (found == null) suspects.add(found = suspect(low));
            model.put(low, found);
            suspects.touched(found);
            forgotten.forEach(model::remove);
            assertThat(suspects.size()).isEqualTo(model.size()).isLessThanOrEqualTo(50);
        }
    }

    @Test
    void aFloodOfStrangersDoesNotPushOutWhoTouchedSeveralPorts() {
        Suspects suspects = new Suspects(100, 7, suspect -> gone.add(suspect.low));
        Suspect scanner = suspect(1);
        suspects.add(scanner);
        for (int port = 1; port <= 3; port++) {
            scanner.count(syn(port, port));
            suspects.touched(scanner);
        }

        for (long low = 2; low < 10_000; low++) {
            Suspect forged = suspect(low);
            suspects.add(forged);
            forged.count(syn(22, low));
            suspects.touched(forged);
        }

        assertThat(suspects.find(0, 1)).isSameAs(scanner);
        assertThat(suspects.size()).isEqualTo(100);
        assertThat(suspects.pushedOut()).isEqualTo(9_899);
    }

    @Test
    void whoHasProbedSinceIsNotPushedOutThoughItCameFirst() {
        Suspects suspects = new Suspects(10, 7, suspect -> gone.add(suspect.low));
        for (long low = 1; low <= 10; low++) touch(suspects, low, low);
        touch(suspects, 1, 11);
        touch(suspects, 2, 12);

        touch(suspects, 11, 13);
        touch(suspects, 12, 14);

        assertThat(gone).containsExactlyInAnyOrder(3L, 4L);
    }

    @Test
    void whoHasProbedSinceIsNotForgottenThoughItCameFirst() {
        Suspects suspects = new Suspects(10, 7, suspect -> gone.add(suspect.low));
        for (long low = 1; low <= 3; low++) touch(suspects, low, low * 1_000);
        touch(suspects, 1, 4_000);

        suspects.forgetSilentSince(2_500);
        assertThat(gone).containsExactly(2L);
        suspects.forgetSilentSince(4_000);
        assertThat(gone).containsExactlyInAnyOrder(2L, 3L);
        suspects.forgetSilentSince(4_001);
        assertThat(gone).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    private static void touch(Suspects suspects, long low, long nanos) {
        Suspect suspect = suspects.find(0, low);
        if (suspect == null) suspects.add(suspect = suspect(low));
        suspect.count(syn(22, nanos));
        suspects.touched(suspect);
    }

    @Test
    void whoIsSilentIsForgotten() {
        Suspects suspects = new Suspects(100, 7, suspect -> gone.add(suspect.low));
        for (long low = 1; low <= 3; low++) {
            Suspect suspect = suspect(low);
            suspects.add(suspect);
            suspect.count(syn(22, low * 1_000));
            suspects.touched(suspect);
        }

        suspects.forgetSilentSince(2_500);

        assertThat(gone).containsExactlyInAnyOrder(1L, 2L);
        assertThat(suspects.find(0, 3)).isNotNull();
    }

    private static Contact syn(int port, long nanos) {
        Contact contact = new Contact();
        contact.modes = 1;
        contact.kind = Kind.SYN;
        contact.port = port;
        contact.targetLow = 9;
        contact.nanos = nanos;
        return contact;
    }

    private static Suspect suspect(long low) {
        return new Suspect(
                0, low, new Gauge.Panel(new Counted(List.of(), List.of()), Trail.WORDS), new RuleNumbers(List.of()), 0);
    }
}
