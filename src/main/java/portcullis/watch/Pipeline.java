package portcullis.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portcullis.decide.Judge;
import portcullis.detect.Detector;
import portcullis.fact.Alarm;
import portcullis.fact.Outcome;
import portcullis.fact.Packet;
import portcullis.fact.Verdict;
import portcullis.journal.Journal;
import portcullis.respond.Responders;
import portcullis.respond.Response;
import portcullis.respond.Runner;

/**
 * The straight line: one packet in, its consequences out. Live and rehearsed traffic both pass here and nowhere else. One thread
 * calls it.
 */
public final class Pipeline {
    private final Detector detector;
    private final Judge judge;
    private final Responders responders;
    private final Map<Class<? extends Verdict>, List<String>> names;
    private final Runner runner;
    private final Journal journal;
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Response response = new Response();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param names the responders for each kind of verdict, in the order in which they act */
    Pipeline(
            Detector detector,
            Judge judge,
            Responders responders,
            Map<Class<? extends Verdict>, List<String>> names,
            Runner runner,
            Journal journal) {
        this.detector = detector;
        this.judge = judge;
        this.responders = responders;
        this.names = Map.copyOf(names);
        this.runner = runner;
        this.journal = journal;
    }

    /** Takes one packet. */
    public void step(Packet packet) {
        if (judge.nextEnd() <= packet.nanos())
            pass(packet.nanos()); // whose block has just ended is judged anew by this packet
        detector.observe(packet, alarms);
        follow(packet.nanos());
    }

    /** Takes the news that nothing came until this time. */
    public void pass(long nanos) {
        detector.pass(nanos, alarms);
        follow(nanos);
    }

    /** Carries out verdicts that an administrator asked for; {@code byHand} stands before them in the journal, where there is one. */
    void carryOut(Optional<Alarm> byHand, Verdict verdict) {
        byHand.ifPresent(alarms::add);
        verdicts.add(verdict);
        respond();
    }

    private void follow(long nanos) {
        if (alarms.isEmpty() && judge.nextEnd() > nanos) return; // as after almost every packet
        judge.judge(alarms, nanos, verdicts);
        respond();
    }

    private void respond() {
        for (Verdict verdict : verdicts) {
            responders.plan(verdict, names.getOrDefault(verdict.getClass(), List.of()), response);
        }
        response.carryOut(runner, outcomes);
        verdicts.forEach(this::tellDetector);
        record();
        alarms.clear();
        verdicts.clear();
        outcomes.clear();
    }

    /** Silence about a source that was told of must not outlast the reason for it. */
    private void tellDetector(Verdict verdict) {
        if (verdict instanceof Verdict.Release release) detector.released(release.source());
        if (verdict instanceof Verdict.Spare spare && spare.isForNow()) detector.raiseAgain(spare.because());
    }

    /** Each alarm stands before its verdict, each verdict before what came of it. The judge puts releases first, then one verdict an alarm. */
    private void record() {
        int releases = verdicts.size() - alarms.size();
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (i >= releases) journal.record(alarms.get(i - releases));
            journal.record(verdict);
            for (Outcome outcome : outcomes) if (outcome.verdict() == verdict) journal.record(outcome);
        }
    }
}
