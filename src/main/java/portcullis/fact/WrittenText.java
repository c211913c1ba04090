package portcullis.fact;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text that an administrator's editor saved. */
public final class WrittenText {
    private WrittenText() {}

    /** @throws Refused with the place of the first byte that is not UTF-8 */
    public static String of(String file, byte[] bytes) throws Refused {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (!result.isError()) return text.toString();
        String before = text.toString();
        throw new Refused(
                List.of(Problem.at(file, Place.of(before, before.length()), "is not UTF-8 here", "save it as UTF-8")));
    }
}
