package portcullis.respond.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A child, {@code nft -i}, that is kept: a millisecond a step, and no process a ban. It says nothing about what it has done and an error
 * about what it has not, so each step is followed by a question whose error is known: what stands before that is the step's. What prints,
 * and what is long, goes through {@link NftProgram}: nft keeps its output back, and line editors have limits.
 */
public final class NftChild implements Firewall {
    private static final int LONGEST_LINE = 2_000;
    private static final int LONGEST_ANSWER = 1 << 16;
    private static final int PATIENCE = 10_000; // pauses of a millisecond at least
    private static final String QUESTION = "list table inet portcullis-step-";

    private final Commands commands;
    private final NftProgram program;
    private Optional<Process> child = Optional.empty(); // guarded by this, as is the next
    private long steps;

    public NftChild(Commands commands) {
        this.commands = commands;
        this.program = new NftProgram(commands);
    }

    @Override
    public synchronized String run(List<String> statements) throws HostFailed {
        String line = String.join("; ", statements);
        boolean prints = statements.stream().anyMatch(statement -> statement.startsWith("list "));
        if (prints || line.length() > LONGEST_LINE || line.indexOf('\n') >= 0) return program.run(statements);
        String said = ask(line).strip();
        if (!said.isEmpty()) throw HostFailed.refused(said);
        return "";
    }

    private String ask(String line) throws HostFailed {
        String question = QUESTION + ++steps;
        try {
            Process asked = running();
            asked.getOutputStream().write((line + "\n" + question + "\n").getBytes(StandardCharsets.UTF_8));
            asked.getOutputStream().flush();
            return answer(asked, question);
        } catch (IOException broken) {
            end();
            throw HostFailed.refused("nft -i has ended: " + broken.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            end();
            throw HostFailed.timedOut("was killed, since the watcher stops");
        }
    }

    private Process running() throws IOException, HostFailed {
        if (child.filter(Process::isAlive).isEmpty())
            child = Optional.of(commands.builder(List.of("nft", "-i")).start());
        return child.get();
    }

    /** What was said before the error about the question. */
    private String answer(Process asked, String question) throws IOException, InterruptedException, HostFailed {
        InputStream from = asked.getInputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        for (int pauses = 0; pauses < PATIENCE; ) {
            if (from.available() > 0) {
                byte[] some = new byte[Math.min(from.available(), LONGEST_ANSWER)];
                said.write(some, 0, Math.max(0, from.read(some)));
                String text = said.toString(StandardCharsets.UTF_8);
                int end = text.indexOf(question + "\n");
                // below the question stands a line of carets
                if (end >= 0 && text.indexOf('\n', end + question.length() + 1) >= 0) return before(text, end);
                if (said.size() > LONGEST_ANSWER) throw new IOException("it says too much");
            } else if (asked.waitFor(1, TimeUnit.MILLISECONDS)) {
                throw new IOException("exit status " + asked.exitValue() + " " + said.toString(StandardCharsets.UTF_8));
            } else pauses++;
        }
        end();
        throw HostFailed.timedOut("nft -i did not answer and was killed");
    }

    private static String before(String text, int question) {
        String said = text.substring(0, question);
        int error = said.lastIndexOf("Error:");
        return error < 0 ? said : said.substring(0, error);
    }

    private void end() {
        child.ifPresent(Process::destroyForcibly);
        child = Optional.empty();
    }

    @Override
    public String door() {
        return "nft -i, kept running";
    }

    @Override
    public synchronized void close() {
        end();
    }
}
