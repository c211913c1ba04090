package portcullis.detect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.AlertNews;
import portcullis.fact.ForeignAlert;
import portcullis.fact.KnownLogin;
import portcullis.fact.Login;
import portcullis.fact.LoginNews;
import portcullis.fact.Network;

/**
 * What is known from the logs of other programs: of sources, of users, and from where each user logs in. Every table has a bound, and who was
 * silent longest goes first. Whoever tries names, or writes under forged senders, fills tables of his own: what is known of users who have
 * logged in is pushed out by such users only.
 */
final class Hearsay {
    private static final int MOST_SOURCES = 10_000;
    private static final int MOST_USERS = 1_000;
    private static final int MOST_KNOWN = 10_000;
    private static final int KEPT = 64;
    private static final long SECOND = 1_000_000_000L;

    private RuleNumbers rules;
    private long quiet;
    private final Map<Address, Heard> sources = bounded(MOST_SOURCES);
    private final Map<String, Deque<Opened>> users = bounded(MOST_USERS);
    private final Map<Home, KnownLogin> homes = bounded(MOST_KNOWN);
    private Map<Home, KnownLogin> learned = new LinkedHashMap<>();

    private record Opened(long at, Address source) {}

    private record Home(String user, Network network) {}

    Hearsay(RuleNumbers rules, long quiet) {
        this.rules = rules;
        this.quiet = quiet;
    }

    /** Who was looked for last stays longest. */
    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Goes on under other rules. */
    void obey(RuleNumbers rules, long quiet) {
        this.rules = rules;
        this.quiet = quiet;
        sources.values().forEach(heard -> heard.obey(rules, quiet));
    }

    /** From where users have logged in before. */
    void recall(List<KnownLogin> known) {
        known.forEach(one -> homes.put(new Home(one.user(), one.network()), one));
    }

    /** What has changed of that since this was asked last. */
    List<KnownLogin> learned() {
        List<KnownLogin> changed = new ArrayList<>(learned.values());
        learned = new LinkedHashMap<>();
        return changed;
    }

    Heard of(Address source, long now) {
        Heard heard = sources.computeIfAbsent(source, s -> new Heard(rules, quiet));
        heard.hear(now);
        return heard;
    }

    /** Whom nothing was said of, nothing has to be told of. */
    void ifHeard(Address source, java.util.function.Consumer<Heard> then) {
        Heard heard = sources.get(source);
        if (heard != null) then.accept(heard);
    }

    /** @param doors that the source had probed */
    Login take(LoginNews news, Heard heard, int doors) {
        Home home = new Home(news.user(), network(news.source()));
        KnownLogin before = homes.get(home);
        int visits = before == null ? 0 : before.times();
        if (news.act() == LoginNews.Act.FAILED) heard.fail();
        if (news.act() == LoginNews.Act.OPENED) {
            KnownLogin now = new KnownLogin(news.user(), home.network, visits + 1, news.at());
            homes.put(home, now);
            if (learned.size() < MOST_KNOWN) learned.put(home, now);
            open(news);
        }
        return new Seen(
                news,
                heard,
                home.network,
                visits,
                doors,
                List.copyOf(users.getOrDefault(news.user(), new ArrayDeque<>())));
    }

    private void open(LoginNews news) {
        Deque<Opened> opened = users.computeIfAbsent(news.user(), user -> new ArrayDeque<>());
        if (opened.size() == KEPT) opened.removeFirst();
        opened.addLast(new Opened(news.at(), news.source()));
    }

    private static Network network(Address source) {
        return new Network(source, source.version() == 4 ? 24 : 48);
    }

    ForeignAlert take(AlertNews news, Heard heard) {
        heard.alert(news.priority());
        return new Said(news, heard);
    }

    private record Seen(LoginNews news, Heard heard, Network network, int visits, int doors, List<Opened> opened)
            implements Login {
        @Override
        public Address getSource() {
            return news.source();
        }

        @Override
        public String getUser() {
            return news.user();
        }

        @Override
        public String getService() {
            return news.service();
        }

        @Override
        public boolean isSuccess() {
            return news.act() == LoginNews.Act.OPENED;
        }

        @Override
        public boolean isClosed() {
            return news.act() == LoginNews.Act.CLOSED;
        }

        @Override
        public int getHour() {
            return news.hour();
        }

        @Override
        public boolean between(int from, int until) {
            return Math.floorMod(news.hour() - from, 24) < Math.floorMod(until - from, 24);
        }

        @Override
        public Network getNetwork() {
            return network;
        }

        @Override
        public int getVisits() {
            return visits;
        }

        @Override
        public int origins(int seconds) {
            return (int) opened.stream()
                    .filter(one -> one.at >= news.at() - seconds * SECOND)
                    .map(Opened::source)
                    .distinct()
                    .count();
        }

        @Override
        public int failures(int seconds) {
            return heard.failures(seconds);
        }

        @Override
        public int getDoors() {
            return doors;
        }

        @Override
        public boolean told(String ruleId) {
            return heard.told(ruleId);
        }
    }

    private record Said(AlertNews news, Heard heard) implements ForeignAlert {
        @Override
        public Address getSource() {
            return news.source();
        }

        @Override
        public Address getTarget() {
            return news.target();
        }

        @Override
        public int getPort() {
            return news.port();
        }

        @Override
        public long getSignature() {
            return news.signature();
        }

        @Override
        public int getPriority() {
            return news.priority();
        }

        @Override
        public String getClassification() {
            return news.classification();
        }

        @Override
        public String getMessage() {
            return news.message();
        }

        @Override
        public int alerts(int priority, int seconds) {
            return heard.alerts(priority, seconds);
        }

        @Override
        public boolean told(String ruleId) {
            return heard.told(ruleId);
        }
    }
}
