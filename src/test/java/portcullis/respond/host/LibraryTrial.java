package portcullis.respond.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Outcome;
import portcullis.fact.Outcome.State;
import portcullis.respond.Order;

/** What {@link TableTest} has a process of its own do, since a network namespace belongs to threads. */
final class LibraryTrial {
    static final String PASSED = "passed";
    private static final Address SOURCE = Address.of("203.0.113.9");

    private LibraryTrial() {}

    public static void main(String[] words) throws Exception {
        Optional<Firewall> library = NftLibrary.open();
        if (library.isEmpty()) {
            System.out.println("libnftables.so.1 is not here");
            return;
        }
        try (Firewall firewall = library.get()) {
            HostRunner runner = new HostRunner(firewall, Commands.ofThisHost(), Orders.THREADS, 4, outcome -> {});
            Order ban = Orders.nft("add element inet portcullis banned4 { 203.0.113.9 timeout 600s }");
            Order release = Orders.nft("delete element inet portcullis banned4 { 203.0.113.9 }");
            Order elsewhere = Orders.nft("add element inet portcullis nowhere { 203.0.113.9 timeout 600s }");
            Table table = Table.sparing(firewall);
            expect(Orders.carriedOut(runner, ban), State.REFUSED);
            table.install();
            expect(table.isWhole(), "whole");
            expect(Orders.carriedOut(runner, ban, elsewhere, ban), State.DONE, State.REFUSED, State.DONE);
            expect(table.read().keySet().equals(Map.of(SOURCE, 1).keySet()), "banned once");
            expect(Orders.carriedOut(runner, release, release), State.DONE, State.DONE);
            expect(table.read().isEmpty(), "released");
            table.remove();
            expect(!table.isWhole(), "removed");
        }
        System.out.println(PASSED);
    }

    private static void expect(List<Outcome> outcomes, State... states) {
        expect(outcomes.stream().map(Outcome::state).toList().equals(List.of(states)), outcomes.toString());
    }

    private static void expect(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
