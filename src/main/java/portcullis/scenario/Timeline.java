package portcullis.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.config.Form;
import portcullis.fact.Address;
import portcullis.fact.AlertNews;
import portcullis.fact.LoginNews;
import portcullis.fact.Nearest;
import portcullis.fact.News;
import portcullis.fact.Ports;
import portcullis.fact.Problem;
import portcullis.fact.Tool;

/**
 * Reads the timeline of a scenario: {@code TIME SOURCE[:PORT] > TARGET tcp FLAGS|connect PORTS [options]}, the same with
 * {@code udp PORTS}, {@code sctp init PORTS} and others, and {@code TIME silence}; and what logs say, {@code TIME SOURCE login USER}. {@code docs/scenario-notation.md} has every word.
 */
final class Timeline {
    private static final Pattern LINE =
            Pattern.compile("(\\S+)\\s+(\\S+)\\s*>\\s*(\\S+)\\s+(tcp|udp|sctp|ping|protocol|neighbour)\\b\\s*(.*)");
    private static final Pattern OTHER = Pattern.compile("\\S+\\s+\\S+\\s*>\\s*\\S+\\s+(\\S+).*");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final List<String> CARRIED = List.of("tcp", "udp", "sctp", "ping", "protocol", "neighbour");
    private static final List<String> OPTIONS =
            List.of("fragments", "reversed", "ttl", "payload", "options", "broadcast", "as");
    private static final String EXAMPLE =
            "write `0s  203.0.113.9 > 192.0.2.1  tcp S  22 23`, see docs/scenario-notation.md";
    private static final Pattern SILENCE = Pattern.compile("(\\S+)\\s+silence");
    private static final Pattern LOGIN =
            Pattern.compile("(\\S+)\\s+(\\S+)\\s+(login|failed-login|logout)\\s+(\\S+)(?:\\s+via\\s+(\\S+))?");
    private static final Pattern ALERT = Pattern.compile(
            "(\\S+)\\s+(\\S+)\\s*>\\s*(\\S+)\\s+alert\\s+([0-9]{1,10})\\s+priority\\s+([0-9]{1,3})(\\s+\"([^\"]*)\")?");
    private static final String FLAGS = "FSRPAUEC";
    private static final int USUAL_SOURCE_PORT = 40_000;
    private static final int USUAL_TTL = 64;
    private static final int MOST_SOURCES = 1_000_000;
    private static final int SYN = 2;
    private static final int ACK = 16;

    private final String file;
    private final List<Problem> problems;
    private final List<Step> steps = new ArrayList<>();
    private long last;
    private int identification;

    Timeline(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    List<Step> steps() {
        return steps;
    }

    /** Whether a line begins with a time, as those of a timeline do. */
    static boolean isTimed(String line) {
        return line.strip().split("\\s+", 2)[0].matches("[0-9]+(ms|s|m|h|d)");
    }

    /** @param written the line as it stands in the file, without its comment */
    void read(int number, String written) {
        String line = written.strip();
        try {
            Matcher silence = SILENCE.matcher(line);
            Matcher packets = LINE.matcher(line);
            Matcher login = LOGIN.matcher(line);
            Matcher alert = ALERT.matcher(line);
            if (silence.matches()) add(number, silence.group(1), List.of(), List.of());
            else if (packets.matches()) add(number, packets.group(1), frames(packets), List.of());
            else if (login.matches()) add(number, login.group(1), List.of(), List.of(login(login)));
            else if (alert.matches()) add(number, alert.group(1), List.of(), List.of(alert(alert)));
            else throw new IllegalArgumentException(neither(line));
        } catch (IllegalArgumentException e) {
            String found = e.getMessage();
            problems.add(new Problem(file, number, column(written, found), found, hint(found)));
        }
    }

    private static String neither(String line) {
        Matcher other = OTHER.matcher(line);
        return "neither packets nor silence"
                + (other.matches() ? ": nothing is sent by \"" + other.group(1) + "\"" : "");
    }

    /** Where the word stands that the sentence quotes, or else the first that it mentions. */
    private static int column(String written, String found) {
        List<String> mentioned = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(found);
        while (quoted.find()) mentioned.add(quoted.group(1));
        for (String word : written.strip().split("\\s+"))
            if (Arrays.asList(found.split("[\\s,;]+")).contains(word)) mentioned.add(word);
        return mentioned.stream()
                        .mapToInt(word -> position(written, word))
                        .filter(at -> at >= 0)
                        .findFirst()
                        .orElse(written.length() - written.stripLeading().length())
                + 1;
    }

    /** As a word of its own, or within one, as the port behind an address. */
    private static int position(String written, String word) {
        Matcher whole =
                Pattern.compile("(?<!\\S)" + Pattern.quote(word) + "(?!\\S)").matcher(written);
        return whole.find() ? whole.start() : written.indexOf(word);
    }

    private static String hint(String found) {
        Matcher quoted = QUOTED.matcher(found);
        if (!quoted.find()) return EXAMPLE;
        return Nearest.to(quoted.group(1), found.startsWith("unknown word") ? OPTIONS : CARRIED)
                .map(near -> "did you mean `" + near + "`?")
                .orElse(EXAMPLE);
    }

    /** The hour of the day is that of the scenario, which begins at midnight. */
    private static LoginNews login(Matcher line) {
        long at = time(line.group(1)).toNanos();
        LoginNews.Act act = switch (line.group(3)) {
            case "login" -> LoginNews.Act.OPENED;
            case "logout" -> LoginNews.Act.CLOSED;
            default -> LoginNews.Act.FAILED;
        };
        int hour = (int) (time(line.group(1)).toHours() % 24);
        String service = line.group(5) == null ? "sshd" : line.group(5);
        return new LoginNews(at, address(line.group(2)), line.group(4), service, act, hour);
    }

    private static AlertNews alert(Matcher line) {
        String message = line.group(7) == null ? "" : line.group(7);
        return new AlertNews(
                time(line.group(1)).toNanos(),
                address(line.group(2)),
                address(host(line.group(3))),
                WITH_PORT.matcher(line.group(3)).matches() ? port(line.group(3)) : 0,
                "TCP",
                Long.parseLong(line.group(4)),
                Integer.parseInt(line.group(5)),
                "",
                message);
    }

    private static Duration time(String text) {
        return Form.span(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no time"));
    }

    private void add(int number, String time, List<byte[]> frames, List<News> news) {
        Duration span = time(time);
        if (span.toNanos() < last)
            throw new IllegalArgumentException(time + " lies before the line above; packet time never goes back");
        last = span.toNanos();
        steps.add(new Step(number, last, frames, news));
    }

    private List<byte[]> frames(Matcher line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.group(5).strip().split("\\s+")));
        words.removeIf(String::isEmpty);
        Carried carried = Carried.of(line.group(4));
        String what = carried.asksWhat ? take(words, line.group(4)) : "";
        List<Integer> ports = carried.hasPorts ? ports(words) : List.of(0);
        Options options = new Options(words);
        Address target = address(line.group(3));
        List<byte[]> frames = new ArrayList<>();
        for (Address source : sources(host(line.group(2)))) {
            if (source.version() != target.version())
                throw new IllegalArgumentException(source + " and " + target + " are of two families");
            Ends ends = new Ends(source, port(line.group(2)), target);
            for (int port : ports) send(carried, what, ends, port, options, frames);
        }
        return frames;
    }

    /** What a line of a timeline can send. */
    private enum Carried {
        TCP(true, true),
        UDP(false, true),
        SCTP(true, true),
        PING(true, false),
        PROTOCOL(false, true),
        NEIGHBOUR(false, false);

        private final boolean asksWhat;
        private final boolean hasPorts;

        Carried(boolean asksWhat, boolean hasPorts) {
            this.asksWhat = asksWhat;
            this.hasPorts = hasPorts;
        }

        static Carried of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    private record Ends(Address source, int sourcePort, Address target) {}

    private static String take(List<String> words, String carried) {
        if (words.isEmpty()) throw new IllegalArgumentException(carried + " wants to be told what");
        return words.remove(0);
    }

    private void send(Carried carried, String what, Ends ends, int port, Options options, List<byte[]> frames) {
        int from = ends.sourcePort();
        switch (carried) {
            case TCP -> {
                if (what.equals("connect")) connect(ends, port, options, frames);
                else packet(ends, tcp(ends, port, flags(what), options), options, frames);
            }
            case UDP -> packet(ends, Crafted.udp(from, port, options.payload), options, frames);
            case SCTP -> packet(ends, Crafted.sctp(from, port, chunk(what)), options, frames);
            case PING -> packet(ends, Crafted.ping(ends.target().version(), what), options, frames);
            case PROTOCOL -> packet(ends, Crafted.other(number(port)), options, frames);
            case NEIGHBOUR -> frames.add(Crafted.neighbour(ends.source(), ends.target()));
        }
    }

    private static Crafted.Segment tcp(Ends ends, int port, int flags, Options options) {
        return Crafted.tcp(ends.target(), ends.sourcePort(), port, flags, options.payload, options.tool);
    }

    /** The three packets of a handshake, the second from the target. */
    private void connect(Ends ends, int port, Options options, List<byte[]> frames) {
        int from = ends.sourcePort();
        Ends back = new Ends(ends.target(), port, ends.source());
        packet(ends, tcp(ends, port, SYN, options), options, frames);
        packet(back, tcp(back, from, SYN | ACK, options), options, frames);
        packet(ends, tcp(ends, port, ACK, options), options, frames);
    }

    private void packet(Ends ends, Crafted.Segment segment, Options options, List<byte[]> frames) {
        frames.addAll(Crafted.frames(
                new Crafted.Envelope(
                        ends.source(),
                        ends.target(),
                        options.ttl,
                        options.header,
                        options.broadcast,
                        options.fragments,
                        options.reversed,
                        segment.identification().orElseGet(() -> ++identification)),
                segment));
    }

    private static int chunk(String word) {
        return switch (word) {
            case "init" -> 1;
            case "init-ack" -> 2;
            case "data" -> 0;
            case "cookie" -> 10;
            default -> throw new IllegalArgumentException("sctp init, init-ack, cookie or data, not \"" + word + "\"");
        };
    }

    private static int number(int protocol) {
        if (protocol > 255) throw new IllegalArgumentException("protocols have numbers up to 255, not " + protocol);
        return protocol;
    }

    private static int flags(String letters) {
        if (letters.equals("-")) return 0;
        int flags = 0;
        for (char letter : letters.toCharArray()) {
            int bit = FLAGS.indexOf(letter);
            if (bit < 0)
                throw new IllegalArgumentException(
                        "\"" + letters + "\" are no flags: letters of " + FLAGS + ", - for none, or connect");
            flags |= 1 << bit;
        }
        return flags;
    }

    /** Takes the ports off the front of the words. */
    private static List<Integer> ports(List<String> words) {
        List<Integer> ports = new ArrayList<>();
        while (!words.isEmpty() && Character.isDigit(words.get(0).charAt(0))) {
            String word = words.remove(0);
            Ports read =
                    Form.ports(word).orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" are no ports"));
            read.ranges().forEach(range -> {
                for (int port = range.first(); port <= range.last(); port++) ports.add(port);
            });
        }
        if (ports.isEmpty()) throw new IllegalArgumentException("no ports");
        return ports;
    }

    /** One address, or each from the first to the last of {@code 198.18.0.1-198.18.0.99}. */
    private static List<Address> sources(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) return List.of(address(text));
        Address first = address(text.substring(0, dash));
        Address end = address(text.substring(dash + 1));
        long count = end.low() - first.low() + 1;
        if (first.high() != end.high() || count < 1 || count > MOST_SOURCES)
            throw new IllegalArgumentException("\"" + text + "\" is no range of addresses");
        List<Address> sources = new ArrayList<>();
        for (long low = first.low(); low <= end.low(); low++) sources.add(new Address(first.high(), low));
        return sources;
    }

    private static Address address(String text) {
        Optional<Address> address = Address.parse(text.replaceAll("^\\[(.*)]$", "$1"));
        return address.orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no address"));
    }

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[^:]+):([0-9]{1,5})");

    private static String host(String end) {
        Matcher matcher = WITH_PORT.matcher(end);
        return matcher.matches() ? matcher.group(1) : end;
    }

    private static int port(String end) {
        Matcher matcher = WITH_PORT.matcher(end);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : USUAL_SOURCE_PORT;
        if (port > 65_535) throw new IllegalArgumentException("\"" + end + "\" has no port from 0 to 65535");
        return port;
    }

    /** The words after the ports. */
    private static final class Options {
        private int fragments;
        private boolean reversed;
        private int ttl = USUAL_TTL;
        private int payload;
        private boolean header;
        private boolean broadcast;
        private Tool tool = Tool.NONE;

        Options(List<String> words) {
            for (int i = 0; i < words.size(); i++) {
                switch (words.get(i)) {
                    case "fragments" -> fragments = eights(number(words, ++i, 8, 1480));
                    case "reversed" -> reversed = true;
                    case "ttl" -> ttl = number(words, ++i, 1, 255);
                    case "payload" -> payload = number(words, ++i, 0, 1400);
                    case "options" -> header = true;
                    case "broadcast" -> broadcast = true;
                    case "as" -> tool = tool(++i < words.size() ? words.get(i) : "nothing");
                    default -> throw new IllegalArgumentException("unknown word \"" + words.get(i) + "\"");
                }
            }
        }

        private static Tool tool(String word) {
            for (Tool tool : Tool.values()) if (tool != Tool.NONE && tool.word().equals(word)) return tool;
            throw new IllegalArgumentException("as takes nmap, zmap, masscan, mirai or hping, not " + word);
        }

        private static int eights(int size) {
            if (size % 8 != 0) throw new IllegalArgumentException("fragments are multiples of 8 bytes, not " + size);
            return size;
        }

        private static int number(List<String> words, int at, int least, int most) {
            String word = at < words.size() ? words.get(at) : "nothing";
            if (!word.matches("[0-9]{1,4}") || Integer.parseInt(word) < least || Integer.parseInt(word) > most) {
                throw new IllegalArgumentException(
                        words.get(at - 1) + " takes a number from " + least + " to " + most + ", not " + word);
            }
            return Integer.parseInt(word);
        }
    }
}
