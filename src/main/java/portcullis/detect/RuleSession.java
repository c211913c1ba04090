package portcullis.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.kie.api.KieServices;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Counts;
import portcullis.fact.Doubt;
import portcullis.fact.Ignored;
import portcullis.fact.Newcomer;
import portcullis.fact.Probe;
import portcullis.fact.Problem;
import portcullis.fact.Touch;

/**
 * The Drools session and its clock. It is asked, it is shown sources, and it answers with facts that rules insert. Its clock follows
 * the packets and never goes back (Drools takes a negative step without a word, and then events never expire).
 */
final class RuleSession implements AutoCloseable {
    /** No honest look at one fact fires more; a rule that modifies what it matches would fire for ever. */
    private static final int MOST_FIRINGS = 500;

    /** So many are read in again within a fraction of a second, while packets wait. */
    private static final int MOST_RECALLED = 10_000;

    /** Made once: to make it, Drools looks for files of properties all over the host. */
    private static final KieSessionConfiguration PSEUDO_CLOCK = pseudoClock();

    private final KieSession session;
    private final List<RuleCard> cards;
    private final SessionPseudoClock clock;
    private final List<FactHandle> answers = new ArrayList<>();
    private final List<Object> inserted = new ArrayList<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private final Set<String> fired = new HashSet<>(); // at most as many as there are rules
    private String lastFired = "";

    RuleSession(RuleBase rules, List<?> facts) {
        this.session = rules.base().newKieSession(PSEUDO_CLOCK, null);
        this.cards = rules.cards();
        this.clock = session.getSessionClock();
        session.addEventListener(new Answers());
        session.addEventListener(new LastFired());
        facts.forEach(session::insert);
        fire();
        answers.clear();
        inserted.clear();
    }

    private static KieSessionConfiguration pseudoClock() {
        KieSessionConfiguration configuration = KieServices.Factory.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        return configuration;
    }

    void advanceTo(long nanos) {
        long step = nanos / 1_000_000 - clock.getCurrentTime();
        if (step > 0) clock.advanceTime(step, TimeUnit.MILLISECONDS);
    }

    long millis() {
        return clock.getCurrentTime();
    }

    /** Which modes count this class of touch, as bits. */
    int modesCounting(Touch touch) {
        int modes = 0;
        for (Object answer : ask(touch)) {
            if (answer instanceof Counts counts) modes |= 1 << counts.mode().ordinal();
        }
        return modes;
    }

    /** Why the rules want this source to be ignored, if they do. */
    Optional<String> ignoredBecause(Address source) {
        for (Object answer : ask(new Newcomer(source))) {
            if (answer instanceof Ignored ignored) return Optional.of(ignored.because());
        }
        return Optional.empty();
    }

    /** Shows what somebody else's log says, for one look. @return the alarms that rules raised */
    List<Object> hear(Object said) {
        return ask(said);
    }

    private List<Object> ask(Object question) {
        FactHandle handle = session.insert(question);
        List<Object> found = collect();
        session.delete(handle);
        return found;
    }

    /** Shows a source or a target as it stands now. @return the alarms and doubts that rules raised */
    List<Object> look(Shown shown) {
        if (shown.handle() == null) shown.heldBy(session.insert(shown));
        else session.update(shown.handle(), shown);
        return collect();
    }

    /**
     * Takes it out after it was told of, so that the conditions on {@code told} let go of it; the next look puts it in again. Not
     * by an update: after one, Drools keeps a chain from match to match that no later delete cuts, and with it every source that ever
     * alarmed.
     */
    void letGo(Shown shown) {
        session.delete(shown.handle());
        shown.heldBy(null);
        collect();
    }

    void forget(Shown shown) {
        if (shown.handle() != null) session.delete(shown.handle());
    }

    /** The probes that rules may still look back at, the earliest first; of very many the latest. */
    List<Probe> probes() {
        return session.getObjects(Probe.class::isInstance).stream()
                .map(Probe.class::cast)
                .sorted(Comparator.comparingLong(Probe::at).reversed())
                .limit(MOST_RECALLED)
                .sorted(Comparator.comparingLong(Probe::at))
                .toList();
    }

    /** Takes the probes that other rules were told of. What these say to that is dropped: they are asked again at the next one. */
    void recall(List<Probe> probes) {
        for (Probe probe : probes) {
            advanceTo(probe.at());
            session.insert(probe);
        }
        collect();
    }

    List<Object> tellOf(Probe probe) {
        session.insert(probe);
        return collect();
    }

    /** Lets timers and windows act after the clock has moved. */
    List<Object> collect() {
        fire();
        List<Object> found = List.copyOf(inserted);
        inserted.clear();
        for (FactHandle answer : answers) session.delete(answer);
        answers.clear();
        return found;
    }

    private void fire() {
        try {
            if (session.fireAllRules(MOST_FIRINGS) == MOST_FIRINGS) {
                problem("fires again and again: " + MOST_FIRINGS + " times for one fact");
            }
        } catch (RuntimeException e) { // whatever an administrator's rule throws must not stop the watch
            problem("failed: " + rootOf(e));
        }
    }

    private void problem(String found) {
        Optional<RuleCard> rule =
                cards.stream().filter(card -> card.name().equals(lastFired)).findFirst();
        problems.putIfAbsent(
                lastFired + found,
                new Problem(
                        rule.map(RuleCard::file).orElse(""),
                        rule.map(RuleCard::line).orElse(0),
                        0,
                        "rule \"" + lastFired + "\" " + found,
                        "mend the rule"));
    }

    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) root = root.getCause();
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    /** The names of the rules that have fired. */
    Set<String> fired() {
        return Set.copyOf(fired);
    }

    /** What went wrong inside rules, each once. */
    List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    @Override
    public void close() {
        session.dispose();
    }

    private final class Answers extends DefaultRuleRuntimeEventListener {
        @Override
        public void objectInserted(ObjectInsertedEvent event) {
            Object object = event.getObject();
            boolean isAnswer = object instanceof Alarm || object instanceof Doubt;
            if (isAnswer || object instanceof Counts || object instanceof Ignored) {
                inserted.add(object);
                answers.add(event.getFactHandle());
            }
        }
    }

    private final class LastFired extends DefaultAgendaEventListener {
        @Override
        public void afterMatchFired(AfterMatchFiredEvent event) {
            lastFired = event.getMatch().getRule().getName();
            fired.add(lastFired);
        }
    }
}
