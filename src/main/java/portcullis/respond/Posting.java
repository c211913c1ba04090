package portcullis.respond;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;

/** What a script hands to {@code post}, looked at before it is planned. */
final class Posting {
    private static final Set<String> PARTS = Set.of("url", "json", "sign");
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_BODY = 65_536;

    private final Map<String, ?> parts;

    Posting(Map<String, ?> parts) {
        for (String name : parts.keySet())
            if (!PARTS.contains(name))
                throw Refusal.of("post has no " + Wording.quoted(name), "it has url, json and sign");
        this.parts = parts;
    }

    /** Whom it goes to is the administrator's to say, and a name and a password in it would be shown with it. */
    String url() {
        String text = text("url");
        try {
            URI url = new URI(text);
            boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean fits = isWeb && url.getHost() != null && url.getRawFragment() == null;
            if (fits && url.getRawUserInfo() == null && text.length() <= LONGEST_URL && isAscii(text)) return text;
        } catch (URISyntaxException bad) {
            throw noUrl(text);
        }
        throw noUrl(text);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static Refusal noUrl(String text) {
        return Refusal.of(
                "a post goes to http:// or https://, a host and a path, with no user and no fragment, not "
                        + Wording.quoted(text),
                "write https://192.0.2.8/hook");
    }

    String body() {
        if (!(parts.get("json") instanceof Map<?, ?> json))
            throw Refusal.of("post needs json, a map", "write json: [source: verdict.source()]");
        String body = JsonText.of(json);
        if (body.length() > LONGEST_BODY)
            throw Refusal.of("a post has at most " + LONGEST_BODY + " characters, not " + body.length(), "say less");
        return body;
    }

    /** The name of the secret; empty where nothing is to be signed. */
    String secret() {
        return parts.containsKey("sign") ? text("sign") : "";
    }

    private String text(String part) {
        if (parts.get(part) instanceof CharSequence text && !text.isEmpty()) return Text.of(text);
        throw Refusal.of("post needs " + part + ", a text", "see docs/writing-responders.md");
    }
}
