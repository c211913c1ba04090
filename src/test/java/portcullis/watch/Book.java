package portcullis.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import portcullis.capture.live.Door;
import portcullis.config.SettingsReader;

/** Settings, rules and responders in a folder of a test, which changes them as an administrator would. */
final class Book {
    private static final String OPENING = """
            package portcullis.rules
            import portcullis.fact.*
            """;
    static final String COUNTS = OPENING + """
            rule "counts what is unasked"
                @id( "counts" ) @why( "w" ) @mistaken( "m" ) @forgeable( "yes" )
            when
                $touch : Touch( kind == Kind.SYN, conversation == Conversation.NONE )
            then
                insert( new Counts( $touch, Mode.ATCP ) );
            end
            """;

    final Path rules;
    final Path policies;
    final Path settings;
    private final Path folder;
    private long edits;

    Book(Path folder) throws IOException {
        this.folder = folder;
        this.rules = Files.createDirectories(folder.resolve("rules"));
        this.policies = Files.createDirectories(folder.resolve("policies"));
        this.settings = folder.resolve("portcullis.yaml");
        rule("counts.drl", COUNTS);
        alarm("many", "ports( Mode.ATCP, 60 ) >= ${trigger.ports}");
        for (String name : List.of("only-say-so", "run-a-command"))
            Files.copy(Path.of("policies/" + name + ".groovy"), policies.resolve(name + ".groovy"));
        settings("trigger: {ports: 3}");
    }

    void settings(String text) throws IOException {
        write(settings, text + "\nresponders: [only-say-so]\nrun-only: []\n");
    }

    void rule(String name, String text) throws IOException {
        write(rules.resolve(name), text);
    }

    /** A rule on sources. */
    void alarm(String id, String conditions) throws IOException {
        alarm(id, "// in force", conditions);
    }

    /** The same on probation. */
    void shadow(String id, String conditions) throws IOException {
        alarm(id, "@shadow", conditions);
    }

    private void alarm(String id, String mark, String conditions) throws IOException {
        rule(id + ".drl", OPENING + """
                rule "%s"
                    @id( "%s" ) @why( "w" ) @mistaken( "m" ) @forgeable( "yes" )
                    %s
                when
                    $source : Source( told( "%s" ) == false, %s )
                then
                    insert( new Alarm( $source.getAddress(), "%s", "too many" ) );
                end
                """.formatted(id, id, mark, id, conditions, id));
    }

    /** Each edit has a time of its own, however fast it follows on the one before. */
    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000L + ++edits * 1_000));
    }

    Plan plan(Trial trial) throws IOException {
        return new Plan(
                () -> new SettingsReader().file(settings).settings(),
                rules,
                policies,
                Optional.of(folder.resolve("cache")),
                List.of(),
                false,
                Door.RING,
                folder.resolve("journal.db"),
                folder.resolve("control"),
                Optional.empty(),
                Files.getOwner(folder),
                Arming.OBSERVE,
                new Upkeep(Optional.of(settings), trial));
    }
}
