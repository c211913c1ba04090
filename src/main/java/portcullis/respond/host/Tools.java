package portcullis.respond.host;

import static java.util.Objects.requireNonNull;

/** What a runner works with beside the firewall. */
public record Tools(Commands commands, Banners banners, Posts posts) {
    public Tools {
        requireNonNull(commands, "commands");
        requireNonNull(banners, "banners");
        requireNonNull(posts, "posts");
    }

    /** Programs alone. */
    public static Tools of(Commands commands) {
        return new Tools(commands, Banners.NONE, Posts.NONE);
    }
}
