package portcullis.respond.host;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import portcullis.fact.Effect;
import portcullis.respond.SecretFile;

/**
 * Posts to web servers, signed as Standard Webhooks 1.0 has it: HMAC-SHA256 over id, time and body. Each post is tried once and has a time
 * limit that holds for the answer to its end; redirects are not followed, since a signed alarm is for whom settings name.
 */
public final class WebPosts implements Posts {
    private static final String MAC = "HmacSHA256";

    private final Duration limit;
    private final Supplier<Instant> clock;
    private Optional<HttpClient> client = Optional.empty(); // guarded by this: lanes of two responders may post at once

    /** @param clock the real time, by which a receiver knows an old post that somebody sends again */
    public WebPosts(Duration limit, Supplier<Instant> clock) {
        this.limit = requireNonNull(limit, "limit");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Made when something is posted first: it has threads of its own. */
    private synchronized HttpClient client() {
        HttpClient made = client.orElseGet(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build());
        client = Optional.of(made);
        return made;
    }

    @Override
    public void send(Effect.Post post) throws HostFailed {
        CompletableFuture<HttpResponse<Void>> answer =
                client().sendAsync(request(post), HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status / 100 == 3) throw HostFailed.refused("answered " + status + ", and redirects are not followed");
            if (status / 100 != 2) throw HostFailed.refused("answered " + status);
        } catch (TimeoutException slow) {
            throw HostFailed.timedOut("has not answered after " + limit.toMillis() + " ms");
        } catch (ExecutionException broken) {
            throw HostFailed.refused("could not be reached: " + words(broken.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw HostFailed.timedOut("was given up, since the watcher stops");
        } finally {
            answer.cancel(true);
        }
    }

    /** The innermost reason that has words; a refused connection has none but its name. */
    private static String words(Throwable thrown) {
        String words = thrown.getClass().getSimpleName();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause())
            if (cause.getMessage() != null) words = cause.getMessage();
        return words;
    }

    private HttpRequest request(Effect.Post post) throws HostFailed {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(post.url()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "portcullis")
                .POST(HttpRequest.BodyPublishers.ofString(post.body()));
        if (!post.secret().equals(Effect.Secret.NONE)) sign(post, request);
        return request.build();
    }

    private void sign(Effect.Post post, HttpRequest.Builder request) throws HostFailed {
        String id = "msg_" + UUID.randomUUID();
        String time = Long.toString(clock.get().getEpochSecond());
        request.header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v1," + signature(post.secret(), id + "." + time + "." + post.body()));
    }

    private static String signature(Effect.Secret secret, String signed) throws HostFailed {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(new SecretFile(Path.of(secret.file())).key(), MAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (SecretFile.Flaw flaw) {
            throw HostFailed.refused("cannot sign with " + secret.name() + ": " + flaw.getMessage());
        } catch (GeneralSecurityException impossible) { // every Java platform has HmacSHA256
            throw new IllegalStateException(impossible);
        }
    }
}
