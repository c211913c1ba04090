package portcullis.capture.feed;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Address;
import portcullis.fact.LoginNews;
import portcullis.fact.LoginNews.Act;

/**
 * Reads auth.log as syslog writes it: what OpenSSH says of those who come from other hosts, and the failures that PAM notes for other
 * services. Whoever tries to log in chooses the name, and may write "from 192.0.2.1 port 22" into it; so each pattern reaches to the end
 * of the line and takes the last address. An attempt is told of once: by the password that was wrong. A key that is not known and a question
 * which ways there are guess nothing, and that a connection ends before anybody is logged in follows each attempt.
 */
final class AuthLog implements Function<String, Meaning> {
    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+) \\S+ ([\\w./-]+)(?:\\[\\d+])?: (.*)");
    private static final Pattern OLD =
            Pattern.compile("([A-Z][a-z]{2}) ([ \\d]\\d) (\\d\\d:\\d\\d:\\d\\d) \\S+ ([\\w./-]+)(?:\\[\\d+])?: (.*)");
    private static final List<Phrase> SSHD = List.of(
            new Phrase(Act.OPENED, "Accepted \\S+ for (?<user>.*) from (?<source>\\S+) port \\d+(?: ssh2.*)?"),
            new Phrase(
                    Act.FAILED,
                    "Failed (?:password|keyboard-interactive\\S*) for (?:invalid user )?(?<user>.*) from (?<source>\\S+) port \\d+(?: ssh2.*)?"),
            new Phrase(Act.CLOSED, "Disconnected from user (?<user>.*) (?<source>\\S+) port \\d+"));
    private static final Phrase PAM = new Phrase(
            Act.FAILED,
            "pam_unix\\(\\S+:auth\\): authentication failure; .*rhost=(?<source>\\S+)(?: +user=(?<user>.*))?");

    private static final String RHOST = "rhost=";

    private final SyslogTime times;

    private record Phrase(Act act, Pattern pattern) {
        Phrase(Act act, String pattern) {
            this(act, Pattern.compile(pattern));
        }
    }

    private record Said(SyslogTime.Moment when, String program, String text) {}

    AuthLog(SyslogTime times) {
        this.times = times;
    }

    @Override
    public Meaning apply(String line) {
        Optional<Said> said = said(line);
        if (said.isEmpty()) return Meaning.BAD;
        String program = said.get().program().replaceAll(".*/", "");
        if (!program.startsWith("sshd"))
            return isAmbiguous(said.get().text())
                    ? Meaning.OTHER
                    : meaning(said.get(), program, PAM).orElse(Meaning.OTHER);
        for (Phrase phrase : SSHD) {
            Optional<Meaning> meaning = meaning(said.get(), "sshd", phrase);
            if (meaning.isPresent()) return meaning.get();
        }
        return Meaning.OTHER;
    }

    /** Somebody's name may hold one that is not his: then nobody can say whose is meant. */
    private static boolean isAmbiguous(String text) {
        return text.indexOf(RHOST) != text.lastIndexOf(RHOST);
    }

    private Optional<Said> said(String line) {
        Matcher iso = ISO.matcher(line);
        if (iso.matches()) return times.ofIso(iso.group(1)).map(when -> new Said(when, iso.group(2), iso.group(3)));
        Matcher old = OLD.matcher(line);
        if (!old.matches()) return Optional.empty();
        int day = Integer.parseInt(old.group(2).strip());
        return times.ofSyslog(old.group(1), day, old.group(3)).map(when -> new Said(when, old.group(4), old.group(5)));
    }

    private static Optional<Meaning> meaning(Said said, String service, Phrase phrase) {
        Matcher matcher = phrase.pattern().matcher(said.text());
        if (!matcher.matches()) return Optional.empty();
        String user = matcher.group("user") == null ? "" : matcher.group("user");
        Optional<Address> source = Address.parse(matcher.group("source").replaceAll("%.*", ""));
        return Optional.of(source.map(from -> Meaning.of(new LoginNews(
                        said.when().nanos(),
                        from,
                        Lines.plain(user),
                        Lines.plain(service),
                        phrase.act(),
                        said.when().hour())))
                .orElse(Meaning.OTHER)); // a name, which nobody is asked about
    }
}
