package portcullis.watch;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.decide.Judge;
import portcullis.decide.Limits;
import portcullis.decide.Policy;
import portcullis.decide.Protected;
import portcullis.detect.Memory;
import portcullis.fact.Evidence;
import portcullis.fact.Mode;
import portcullis.fact.Nearest;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;
import portcullis.respond.Policies;
import portcullis.respond.Responders;

/** What settings mean to the rooms: the same for a rehearsal as for a live host. */
final class Wiring {
    private final Settings settings;

    Wiring(Settings settings) {
        this.settings = settings;
    }

    /** Which responders answer which verdict; those for "run only" are loaded only where some transport asks for it. */
    Map<Class<? extends Verdict>, List<String>> names() {
        Map<Class<? extends Verdict>, List<String>> names = new HashMap<>();
        names.put(Verdict.Block.class, settings.words(Key.RESPONDERS));
        names.put(Verdict.Release.class, settings.words(Key.RESPONDERS));
        boolean runs = policies().containsValue(Policy.RUN_ONLY);
        names.put(Verdict.Run.class, runs ? settings.words(Key.RUN_ONLY) : List.of());
        return names;
    }

    /** @param own the host's addresses */
    Judge judge(List<Network> own, Responders responders) {
        return new Judge(policies(), guarded(own, Surrounding.NOBODY), limits(responders));
    }

    Limits limits(Responders responders) {
        return new Limits(
                settings.spans(Key.BLOCK_FOR),
                settings.spans(Key.BLOCK_FOR_FORGEABLE),
                floor(responders.least(settings.words(Key.RESPONDERS))),
                settings.span(Key.BLOCK_FORGET),
                settings.count(Key.BLOCK_PER_MINUTE),
                settings.count(Key.BLOCK_AT_ONCE));
    }

    /** A name misspelt would leave a block without a responder, or let one act on evidence that the administrator does not want. */
    void refuseStrangeNames(Policies folder) throws Refused {
        List<String> known = folder.names();
        List<Problem> problems = new java.util.ArrayList<>();
        strange(Key.RESPONDERS, settings.words(Key.RESPONDERS), known, problems);
        if (policies().containsValue(Policy.RUN_ONLY))
            strange(Key.RUN_ONLY, settings.words(Key.RUN_ONLY), known, problems);
        List<String> demanding = settings.demands().keySet().stream()
                .filter(name -> !Key.RESPONDER_EVIDENCE.standard().contains(name)) // not everybody's folder has it
                .toList();
        strange(Key.RESPONDER_EVIDENCE, demanding, known, problems);
        if (!problems.isEmpty()) throw new Refused(problems);
    }

    private void strange(Key key, List<String> names, List<String> known, List<Problem> problems) {
        String there = known.isEmpty() ? "there is none" : "there are " + String.join(", ", known);
        for (String name : names)
            if (!known.contains(name))
                problems.add(settings.problem(
                        key,
                        name,
                        "no responder is called \"" + name + "\"",
                        Nearest.to(name, known)
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse(there)));
    }

    /** A block that every responder would hold back is none. */
    private Limits.Floor floor(Evidence ofResponders) {
        Evidence set = settings.evidence(Key.BLOCK_EVIDENCE);
        return set.compareTo(ofResponders) >= 0
                ? new Limits.Floor(set, Key.BLOCK_EVIDENCE.path())
                : new Limits.Floor(ofResponders, Key.RESPONDER_EVIDENCE.path());
    }

    /** Whom nobody may block: what settings say and what the host itself knows. */
    Protected guarded(List<Network> own, Surrounding now) {
        return new Protected(
                own,
                joined(settings.networks(Key.BLOCK_GATEWAYS), now.gateways()),
                joined(settings.networks(Key.BLOCK_RESOLVERS), now.resolvers()),
                now.dhcp(),
                now.clocks(),
                settings.networks(Key.IGNORE),
                now.administrators(),
                joined(settings.networks(Key.BLOCK_NEVER), now.named()));
    }

    /** Whom a live host depends on, or who is at work on it. */
    record Surrounding(
            List<Network> gateways,
            List<Network> resolvers,
            List<Network> dhcp,
            List<Network> clocks,
            List<Network> administrators,
            List<Network> named) {
        static final Surrounding NOBODY =
                new Surrounding(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static List<Network> joined(List<Network> some, List<Network> others) {
        List<Network> all = new java.util.ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    Map<Transport, Policy> policies() {
        Map<Transport, Policy> policies = new EnumMap<>(Transport.class);
        for (Transport transport : Transport.values()) policies.put(transport, policy(transport));
        return policies;
    }

    private Policy policy(Transport transport) {
        return switch (settings.response(transport)) {
            case REPORT -> Policy.REPORT_ONLY;
            case RESPOND -> Policy.RESPOND;
            case RUN -> Policy.RUN_ONLY;
        };
    }

    Ports heldTcp() {
        return settings.modes().contains(Mode.TCP) ? settings.ports(Key.PORTS_TCP) : Ports.NONE;
    }

    Ports heldUdp() {
        return settings.modes().contains(Mode.UDP) ? settings.ports(Key.PORTS_UDP) : Ports.NONE;
    }

    Memory memory() {
        return new Memory(
                settings.count(Key.MEMORY_SOURCES),
                settings.count(Key.MEMORY_CONVERSATIONS),
                settings.span(Key.MEMORY_FORGET),
                settings.span(Key.QUIET),
                settings.count(Key.MEMORY_NEWCOMERS) == 0 ? Integer.MAX_VALUE : settings.count(Key.MEMORY_NEWCOMERS));
    }
}
