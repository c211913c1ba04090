package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.fact.Outcome.State;

/** Posts to a web server that reads them as a receiver does. */
@Timeout(60)
final class WebPostsTest {
    private static final String SECRET = "b1946ac92492d2347c6235b4d2611184";
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private record Received(Headers headers, String body) {}

    private final List<Received> received = new ArrayList<>(); // the server has one thread, and it answers after this
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Outcome> told = Orders.told();
    private HttpServer server;
    private volatile int status = 204;

    @TempDir
    private Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8)));
            if (status == 302) exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/hang", exchange -> await());
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await();
        });
        server.setExecutor(threads);
        server.start();
    }

    private void await() {
        try {
            over.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void whoKnowsTheSecretCanTellThatThePostIsOurs() throws Exception {
        for (String text : List.of(SECRET, SECRET + "\n", "whsec_" + base64(SECRET.getBytes(StandardCharsets.UTF_8)))) {
            posts(PATIENT).send(post("/hook", new Effect.Secret("webhook", secret(text, "rw-------"))));

            Received last = received.get(received.size() - 1);
            assertThat(last.body()).isEqualTo("{\"source\":\"203.0.113.9\"}");
            String id = last.headers().getFirst("webhook-id");
            String time = last.headers().getFirst("webhook-timestamp");
            assertThat(time).isEqualTo(Long.toString(NOW.getEpochSecond()));
            assertThat(last.headers().getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(last.headers().getFirst("webhook-signature"))
                    .isEqualTo("v1," + base64(hmac(id + "." + time + "." + last.body())));
        }
        assertThat(received.stream().map(one -> one.headers().getFirst("webhook-id")))
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutASecretNothingIsSigned() throws Exception {
        posts(PATIENT).send(post("/hook", Effect.Secret.NONE));

        assertThat(received.get(0).headers()).doesNotContainKey("Webhook-signature");
    }

    @Test
    void whatAServerRefusesIsRefusedWithItsStatus() {
        for (int refusal : new int[] {400, 404, 500}) {
            status = refusal;
            assertThat(failure("/hook", PATIENT).getMessage()).isEqualTo("answered " + refusal);
        }
        status = 302;
        assertThat(failure("/hook", PATIENT).getMessage()).isEqualTo("answered 302, and redirects are not followed");
        assertThat(received).hasSize(4);
    }

    @Test
    void aServerThatHangsIsGivenUp() {
        for (String path : List.of("/hang", "/endless")) {
            HostFailed failed = failure(path, Duration.ofMillis(300));

            assertThat(failed.state()).isEqualTo(State.TIMED_OUT);
            assertThat(failed.getMessage()).isEqualTo("has not answered after 300 ms");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedAsSuch() {
        server.stop(0);

        assertThat(failure("/hook", PATIENT).getMessage()).startsWith("could not be reached: ");
    }

    @Test
    void aSecretThatCannotBeUsedIsRefusedAndNothingIsPosted() throws Exception {
        String absent = folder.resolve("absent.key").toString();
        assertThat(refusal(absent)).isEqualTo("cannot sign with webhook: " + absent + " is not there");
        for (String open : List.of("rw-r--r--", "rw--w----", "rw-----w-")) {
            String file = secret(SECRET, open);
            assertThat(refusal(file))
                    .isEqualTo("cannot sign with webhook: " + file + " holds a secret and is open to others");
        }
        assertThat(refusal(secret("hush", "rw-------"))).endsWith(" holds less than 16 bytes");
        assertThat(refusal(secret("whsec_???", "rw-------"))).endsWith("what is no base64");
        assertThat(refusal(folder.toString())).endsWith(" is not a file");
        assertThat(received).isEmpty();
    }

    @Test
    void aServerThatHangsKeepsNoBlockWaiting() throws Exception {
        Tools tools = new Tools(Commands.ofThisHost(), Banners.NONE, posts(Duration.ofMillis(500)));
        HostRunner runner = new HostRunner(new FakeFirewall(), tools, Orders.THREADS, 4, told::add);
        Effect ban = new Effect.Nft("add element inet portcullis banned4 { 203.0.113.9 timeout 600s }");
        Effect post = post("/hang", new Effect.Secret("webhook", secret(SECRET, "rw-r-----")));

        List<Outcome> outcomes = Orders.carriedOut(runner, Orders.order("posts", post), Orders.order("drops", ban));

        assertThat(outcomes).extracting(Outcome::state).containsExactly(State.WAITING, State.DONE);
        Outcome late = told.poll(30, TimeUnit.SECONDS);
        assertThat(late.state()).isEqualTo(State.TIMED_OUT);
        assertThat(late.toString() + late.effect().sentence()).doesNotContain(SECRET);
    }

    private WebPosts posts(Duration limit) {
        return new WebPosts(limit, () -> NOW);
    }

    private Effect.Post post(String path, Effect.Secret secret) {
        String host = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
        return new Effect.Post(host + path, "{\"source\":\"203.0.113.9\"}", secret);
    }

    private HostFailed failure(String path, Duration limit) {
        return catchThrowableOfType(HostFailed.class, () -> posts(limit).send(post(path, Effect.Secret.NONE)));
    }

    private String refusal(String file) {
        return catchThrowableOfType(
                        HostFailed.class, () -> posts(PATIENT).send(post("/hook", new Effect.Secret("webhook", file))))
                .getMessage();
    }

    private String secret(String text, String permissions) throws IOException {
        Path file = Files.createTempFile(folder, "webhook", ".key");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file.toString();
    }

    /** As a receiver computes it, from what was agreed and what came. */
    private static byte[] hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
