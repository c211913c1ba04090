package portcullis.respond;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Place;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.WrittenText;

/**
 * The text of one script, as a reviewer saw it: UTF-8, Unix line ends, no character that shows nothing or turns the
 * direction of reading (CVE-2021-42574).
 *
 * @param file as problems name it
 */
record ScriptText(String file, String text) {
    private static final int LARGEST = 65_536;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\n\t]]");

    static ScriptText read(Path path) throws Refused {
        byte[] bytes = bytes(path);
        String text = WrittenText.of(path.toString(), bytes);
        if (text.isBlank()) throw refused(path.toString(), 0, 0, "is empty", "copy policies/only-say-so.groovy");
        Matcher unseen = UNSEEN.matcher(text);
        if (unseen.find()) throw unseen(path.toString(), text, unseen.start());
        return new ScriptText(path.toString(), text);
    }

    boolean isDynamic() {
        return text.lines().findFirst().orElse("").contains("// dynamic");
    }

    private static byte[] bytes(Path path) throws Refused {
        try {
            if (Files.size(path) > LARGEST)
                throw refused(
                        path.toString(), 0, 0, "is larger than " + LARGEST / 1024 + " KiB", "a responder is a page");
            return Files.readAllBytes(path);
        } catch (IOException broken) {
            throw refused(path.toString(), 0, 0, "cannot be read: " + broken, "");
        }
    }

    private static Refused unseen(String file, String text, int at) {
        boolean carriageReturn = text.charAt(at) == '\r';
        Place place = Place.of(text, at);
        return refused(
                file,
                place.line(),
                place.column(),
                carriageReturn
                        ? "has a carriage return"
                        : String.format("has the invisible character U+%04X", (int) text.charAt(at)),
                carriageReturn ? "save it with Unix line ends" : "leave it out");
    }

    private static Refused refused(String file, int line, int column, String found, String hint) {
        return new Refused(List.of(new Problem(file, line, column, found, hint)));
    }
}
