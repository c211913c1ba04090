package portcullis.respond.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.fact.Outcome;

/**
 * Has a firewall take many changes as one. One that it refuses must not void the others, so a refused transaction is halved
 * until the bad ones stand alone: for a few bad ones among a thousand that is some twenty attempts each, not a thousand.
 */
final class Transaction {
    private static final int MOST_ATTEMPTS = 200;

    private final Firewall firewall;
    private final List<NftElement> changes;
    private final List<Optional<HostFailed>> failures = new ArrayList<>();
    private int attempts;

    Transaction(Firewall firewall, List<NftElement> changes) {
        this.firewall = firewall;
        this.changes = changes;
    }

    /** What kept each change from being made; empty where it was made. */
    List<Optional<HostFailed>> run() {
        if (!changes.isEmpty() && !doneAsNew()) run(changes);
        return failures;
    }

    /**
     * Whom a step blocks is hardly ever blocked already, and then one statement does what takes three for whatever stands there. A wrong
     * guess changes nothing, but has the kernel wait for all its processors, some eight milliseconds. What else is wrong is told by those three.
     */
    private boolean doneAsNew() {
        boolean shorter = false;
        for (NftElement change : changes) shorter |= change.canBeCreated();
        if (!shorter) return false;
        Optional<HostFailed> failure = transact(NftElement.statementsIfNew(changes));
        boolean settled = failure.isEmpty() || failure.get().state() != Outcome.State.REFUSED;
        if (settled) changes.forEach(change -> failures.add(failure));
        return settled;
    }

    private void run(List<NftElement> part) {
        Optional<HostFailed> failure = attempt(part);
        boolean hopeless = attempts >= MOST_ATTEMPTS
                || failure.filter(one -> one.state() != Outcome.State.REFUSED).isPresent();
        if (failure.isEmpty() || hopeless) {
            part.forEach(change -> failures.add(failure));
        } else if (part.size() == 1) {
            failures.add(alone(part.get(0), failure));
        } else {
            run(part.subList(0, part.size() / 2));
            run(part.subList(part.size() / 2, part.size()));
        }
    }

    private Optional<HostFailed> attempt(List<NftElement> part) {
        return transact(NftElement.statements(part));
    }

    /** What cannot be added for a moment may still be deleted, and what is gone is released. */
    private Optional<HostFailed> alone(NftElement change, Optional<HostFailed> failure) {
        if (change.adds()) return failure;
        return transact(List.of(change.delete())).filter(why -> !saysGone(why.getMessage()));
    }

    private Optional<HostFailed> transact(List<String> statements) {
        attempts++;
        try {
            firewall.run(statements);
            return Optional.empty();
        } catch (HostFailed failed) {
            return Optional.of(failed);
        }
    }

    private static boolean saysGone(String words) {
        return words.contains("does not exist") || words.contains("No such file or directory");
    }
}
