package portcullis.respond;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import portcullis.fact.Outcome;
import portcullis.fact.Refused;
import portcullis.fact.Verdict;

/** A folder of responders that a test writes. */
final class Folder {
    static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "trial");
        thread.setDaemon(true);
        return thread;
    });
    private final Path path;

    Folder(Path path) {
        this.path = path;
    }

    Folder file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Folder file(String name, byte[] bytes) throws IOException {
        Files.createDirectories(path.resolve(name).getParent());
        Files.write(path.resolve(name + ".groovy"), bytes);
        return this;
    }

    /** A responder that does nothing, but for what its block says in its fifth line. */
    Folder blocking(String name, String body) throws IOException {
        return file(name, whole(body));
    }

    static String whole(String body) {
        return "title 'test'\nneeds 'nothing'\n\nblock { verdict ->\n    " + body
                + "\n}\nrelease { verdict -> say 'released' }\ncheck { say 'checked' }\n";
    }

    Policies policies() {
        return Policies.in(path).limitedTo(Duration.ofSeconds(5));
    }

    Responders load(String... names) throws Refused {
        return Responders.load(policies(), List.of(names), THREADS);
    }

    static List<Outcome> respond(Responders responders, Verdict verdict, String... names) {
        List<Outcome> outcomes = new ArrayList<>();
        Response response = new Response();
        responders.plan(verdict, List.of(names), response);
        response.carryOut(new Rehearsal(), outcomes);
        return outcomes;
    }
}
