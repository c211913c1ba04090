package portcullis.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import portcullis.config.HostWords;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Established;
import portcullis.fact.Exercised;
import portcullis.fact.Fate;
import portcullis.fact.Host;
import portcullis.fact.News;
import portcullis.fact.Packet;
import portcullis.fact.Reading;
import portcullis.fact.Refused;
import portcullis.fact.Served;
import portcullis.fact.Story;
import portcullis.journal.Journal;
import portcullis.journal.Sighted;
import portcullis.watch.Following;
import portcullis.watch.Recording;
import portcullis.watch.Rehearsals;
import portcullis.watch.Stage;

/** Plays a recording through rules, guard and responders. Nothing on this host is touched. */
public final class Replay {
    private final Rehearsals rehearsals;
    private final Settings settings;
    private final Whose whose;
    private final Following following;

    /**
     * Whose traffic it is, as far as the user says.
     *
     * @param host the watched addresses; an empty list inside is a whole segment, and no list at all a guess
     * @param served what answers; nothing at all means: what answers in the recording
     * @param alsoServed what is known to answer beside what is seen answering
     */
    public record Whose(Optional<HostWords.Hosts> host, Optional<List<Served>> served, List<Served> alsoServed) {
        public Whose {
            alsoServed = List.copyOf(alsoServed);
        }

        public Whose(Optional<HostWords.Hosts> host, Optional<List<Served>> served) {
            this(host, served, List.of());
        }
    }

    public Replay(Rehearsals rehearsals, Settings settings, Whose whose) {
        this(rehearsals, settings, whose, Following.NOBODY);
    }

    /** @param followed whose stories are kept */
    public Replay(Rehearsals rehearsals, Settings settings, Whose whose, Set<Address> followed) {
        this(rehearsals, settings, whose, Following.of(followed));
    }

    Replay(Rehearsals rehearsals, Settings settings, Whose whose, Following following) {
        this.rehearsals = rehearsals;
        this.settings = settings;
        this.whose = whose;
        this.following = following;
    }

    /** Hears what was told of before each packet. */
    private static Consumer<Packet> hearing(Deque<News> news, Stage stage) {
        return packet -> {
            while (!news.isEmpty() && news.peek().at() <= packet.nanos()) stage.hear(news.poll());
        };
    }

    /** When it begins and ends, what logs tell of included. */
    private static Reading withNews(Reading reading, List<News> news) {
        if (news.isEmpty()) return reading;
        long first = news.get(0).at();
        long last = news.get(news.size() - 1).at();
        boolean isEmpty = reading.frames() == 0;
        return new Reading(
                reading.frames(),
                reading.undecoded(),
                isEmpty ? first : Math.min(first, reading.first()),
                isEmpty ? last : Math.max(last, reading.last()),
                reading.damage(),
                reading.available());
    }

    /** What is known before the first probe. */
    public record Found(Host host, boolean isHostGuessed, boolean isServedLearned, Reading reading) {}

    /**
     * What stands at the end.
     *
     * @param fates what became of the packets that reached a watched address
     * @param stories of the sources that were followed
     * @param touches what those touched, as the journal of a watcher would keep it
     * @param exercised what it made of each rule, where everybody was followed
     */
    public record Ended(
            Reading reading,
            long probes,
            long ignoredProbes,
            long sources,
            Map<Fate, Long> fates,
            List<Story> stories,
            List<Sighted> touches,
            List<Exercised> exercised,
            List<String> ruleTroubles) {}

    /** The first pass; where the user has said everything, only the answer that he gave. */
    public Found look(Recording recording, DoubleConsumer progress) {
        Survey survey = new Survey(whose.host().isEmpty());
        Reading reading = withNews(recording.read(survey, progress), recording.news());
        HostWords.Hosts hosts = whose.host().orElseGet(() -> new HostWords.Hosts(survey.host(), List.of()));
        List<Served> served = whose.served().orElseGet(() -> learned(survey, hosts));
        List<Established> established = survey.established();
        return new Found(
                new Host(hosts.watched(), hosts.links(), served, established),
                whose.host().isEmpty(),
                whose.served().isEmpty(),
                reading);
    }

    private List<Served> learned(Survey survey, HostWords.Hosts hosts) {
        List<Served> served = new ArrayList<>(survey.served(hosts.watched()));
        served.addAll(whose.alsoServed());
        return Held.notBy(settings, served);
    }

    /** The second pass: the journal receives every alarm, verdict and outcome as it comes. */
    public Ended play(Recording recording, Host host, Journal journal, DoubleConsumer progress) throws Refused {
        return play(recording, host, journal, packet -> {}, progress);
    }

    /** The same; the onlooker is shown each packet just before it is played. */
    public Ended play(
            Recording recording, Host host, Journal journal, Consumer<Packet> onlooker, DoubleConsumer progress)
            throws Refused {
        try (Stage stage = rehearsals.open(settings, host, journal, following)) {
            Deque<News> news = new ArrayDeque<>(recording.news());
            Consumer<Packet> sink = onlooker.andThen(stage::take);
            Reading reading =
                    recording.read(news.isEmpty() ? sink : hearing(news, stage).andThen(sink), progress);
            news.forEach(stage::hear);
            List<String> troubles = new ArrayList<>();
            stage.problems().forEach(problem -> troubles.add(problem.toString()));
            return new Ended(
                    reading,
                    stage.probes(),
                    stage.ignoredProbes(),
                    stage.sources(),
                    stage.fates(),
                    stage.stories(),
                    stage.touches(),
                    stage.exercised(),
                    troubles);
        }
    }
}
