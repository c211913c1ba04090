package portcullis.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import portcullis.fact.Tool;
import portcullis.fact.Words;
import portcullis.journal.HistoryLine;
import portcullis.journal.Sighted;
import portcullis.scenario.life.Account;

/** Tells what is known of a source: its touches, what was done about it, and what the rules make of it. */
final class AccountSentences {
    private static final int MOST_TOUCHES = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Account account;
    private final PrintWriter out;

    AccountSentences(Account account, PrintWriter out) {
        this.account = account;
        this.out = out;
    }

    static String time(long nanos) {
        return TIME.format(Instant.ofEpochSecond(0, nanos));
    }

    void tell() {
        out.println("about " + account.source());
        touches();
        out.println();
        out.println(account.isLive() ? "what the watcher said and did" : "what would have been said and done");
        account.said().forEach(this::said);
        if (account.said().isEmpty()) out.println("  nothing");
        out.println();
        if (account.story().isEmpty()) {
            out.println("no single touch of it is kept, so the rules cannot be asked again");
            return;
        }
        out.println(account.isLive() ? "the same touches before today's rules" : "what the rules made of it");
        StorySentences.explain(account.story().get(), AccountSentences::time, out);
    }

    private void touches() {
        List<Sighted> touches = account.touches();
        long count = touches.stream().mapToLong(Sighted::count).sum();
        long doors = touches.stream().map(AccountSentences::door).distinct().count();
        out.println("  touched " + Words.count(doors, "door") + ", " + Words.count(count, "time"));
        touches.stream().limit(MOST_TOUCHES).forEach(touch -> out.println("  " + line(touch)));
        if (touches.size() > MOST_TOUCHES)
            out.println(
                    "  and " + Words.count(touches.size() - MOST_TOUCHES, "more line") + "; --json has all of them");
    }

    private static String door(Sighted touch) {
        boolean hasPort = !touch.transport().equals(portcullis.fact.Transport.NEIGHBOUR);
        return touch.target() + " " + touch.transport().word() + (hasPort ? " " + touch.port() : "");
    }

    private static String line(Sighted touch) {
        String again = touch.count() == 1 ? "" : ", " + touch.count() + " times until " + time(touch.last());
        String tool = touch.tool() == Tool.NONE ? "" : ", as " + touch.tool().word() + " writes it";
        return time(touch.first()) + "  " + touch.kind().word() + " to " + door(touch)
                + (touch.isServed() ? ", served" : "") + tool + again;
    }

    private void said(HistoryLine line) {
        out.println("  " + time(line.at()) + "  "
                + String.format("%-10s %s", line.what().replace('_', '-'), Plain.text(line.text()))
                + (line.who().isEmpty() ? "" : "  [" + line.who() + "]"));
    }
}
