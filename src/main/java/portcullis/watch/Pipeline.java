package portcullis.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.decide.Judge;
import portcullis.detect.Detector;
import portcullis.fact.Alarm;
import portcullis.fact.News;
import portcullis.fact.Outcome;
import portcullis.fact.Packet;
import portcullis.fact.Verdict;
import portcullis.journal.Journal;
import portcullis.respond.Lasting;
import portcullis.respond.Responders;
import portcullis.respond.Response;
import portcullis.respond.Runner;

/**
 * The straight line: one packet in, its consequences out. Live and rehearsed traffic both pass here and nowhere else. One thread
 * calls it.
 */
public final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final String AGAIN = "what held this block was lost, so it is made again";

    private final Detector detector;
    private final Judge judge;
    private final Journal journal;
    private Responders responders;
    private Map<Class<? extends Verdict>, List<String>> names;
    private Runner runner;
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Response response = new Response();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Standing standing = new Standing();
    private boolean failures;

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
        this.runner = runner;
        this.journal = journal;
        this.responders = responders;
        respondWith(responders, names);
    }

    /** Other responders from here on. */
    void respondWith(Responders responders, Map<Class<? extends Verdict>, List<String>> names) {
        this.responders = responders.after(this.responders);
        this.names = Map.copyOf(names);
        HashSet<String> lasting = new HashSet<>(names.getOrDefault(Verdict.Block.class, List.of()));
        lasting.removeIf(name -> responders.lasting(name) == Lasting.NOTHING);
        standing.ask(lasting);
    }

    /** Another runner from here on: a trial that is over carries nothing out any more. */
    void runWith(Runner runner) {
        this.runner = runner;
    }

    /** Takes one packet. */
    public void step(Packet packet) {
        if (judge.nextEnd() <= packet.nanos())
            pass(packet.nanos()); // whose block has just ended is judged anew by this packet
        detector.observe(packet, alarms);
        follow(packet.nanos());
    }

    /** Takes what the log of another program says. */
    public void hear(News news) {
        if (judge.nextEnd() <= news.at()) pass(news.at()); // as for a packet
        detector.hear(news, alarms);
        follow(news.at());
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

    /** What became of a program that was still running when its verdict was recorded. */
    void late(Outcome outcome) {
        if (outcome.verdict().why().equals(AGAIN)) {
            boolean wanted = outcome.verdict() instanceof Verdict.Block; // a release of what is gone fails, as it may
            if (wanted && outcome.state() != Outcome.State.DONE)
                LOG.warn("{}: {}", outcome.responder(), outcome.detail());
            return;
        }
        journal.record(outcome);
        if (standing.failedLate(outcome)) failed((Verdict.Block) outcome.verdict());
    }

    /** Has one responder block again what is in force, after what it needs was lost. Tells nothing: nothing new was decided. */
    void blockAgain(String name, Collection<Verdict.Block> blocks, long now) {
        List<String> only = List.of(name);
        for (Verdict.Block block : blocks) {
            long end = Math.min(block.at() + block.span().toNanos(), judge.latestEnd());
            Duration left = Duration.ofNanos(end - now);
            if (left.toSeconds() < 1) continue;
            responders.plan(
                    new Verdict.Release(block, now, AGAIN), only, response); // else some tools would hold it twice
            responders.plan(new Verdict.Block(block.because(), left, AGAIN), only, response);
        }
        response.carryOut(runner, outcomes);
        outcomes.clear();
    }

    /** Has one responder take back what is in force, since we end and nobody else would. Tells nothing: the blocks go on at the next start. */
    void releaseWith(String name, Collection<Verdict.Block> blocks, long now) {
        for (Verdict.Block block : blocks)
            responders.plan(new Verdict.Release(block, now, AGAIN), List.of(name), response);
        response.carryOut(runner, outcomes);
        outcomes.clear();
    }

    /** Writes what was found rather than done. */
    void record(Alarm alarm, Verdict verdict, Outcome outcome) {
        journal.record(alarm);
        journal.record(verdict);
        journal.record(outcome);
    }

    /** Whether a block failed since this was asked last. */
    boolean hasFailed() {
        boolean before = failures;
        failures = false;
        return before;
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
        standing.failed(outcomes).forEach(this::failed);
        alarms.clear();
        verdicts.clear();
        outcomes.clear();
    }

    /** The source is not blocked, whatever was decided: its next probe may be answered again. */
    private void failed(Verdict.Block block) {
        failures = true;
        judge.failed(block);
        detector.raiseAgain(block.because());
    }

    /** Silence about a source that was told of must not outlast the reason for it. */
    private void tellDetector(Verdict verdict) {
        if (verdict instanceof Verdict.Release release) detector.released(release.source());
        if (verdict instanceof Verdict.Spare spare && spare.isForNow()) detector.raiseAgain(spare.because());
    }

    /** Each alarm stands before its verdict, each verdict before what came of it. The judge puts releases first, then one verdict an alarm. */
    private void record() {
        int releases = verdicts.size() - alarms.size();
        int next = 0; // outcomes are in the order of their verdicts
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (i >= releases) journal.record(alarms.get(i - releases));
            journal.record(verdict);
            while (next < outcomes.size() && outcomes.get(next).verdict() == verdict)
                journal.record(outcomes.get(next++));
        }
    }
}
