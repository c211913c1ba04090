package portcullis.heir.lists;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of a file, byte for byte. */
final class Lines {
    private Lines() {}

    /** Without their line feeds; a carriage return stays, because to PortSentry it was a character as any other. */
    static List<String> of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = List.of(text.split("\n", -1));
        return text.endsWith("\n") || text.isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
    }

    static boolean endsWell(byte[] bytes) {
        return bytes.length == 0 || bytes[bytes.length - 1] == '\n';
    }
}
