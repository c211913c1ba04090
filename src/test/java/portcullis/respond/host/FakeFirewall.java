package portcullis.respond.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A firewall that keeps what it is asked, and refuses what a test wants refused. */
final class FakeFirewall implements Firewall {
    final List<List<String>> transactions = new ArrayList<>();
    Predicate<String> refuses = statement -> false;
    boolean isDeaf;

    @Override
    public String run(List<String> statements) throws HostFailed {
        transactions.add(List.copyOf(statements));
        if (isDeaf) throw HostFailed.timedOut("no answer");
        if (statements.stream().anyMatch(refuses)) throw HostFailed.refused("not this one");
        return "";
    }

    @Override
    public String door() {
        return "fake";
    }

    @Override
    public void close() {}
}
