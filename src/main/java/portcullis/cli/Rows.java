package portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a watcher answers: rows under the names of their columns, or pairs of a name and a value where there are no names. Cells whose
 * column ends in {@code _s} are seconds.
 */
record Rows(List<String> columns, List<List<String>> rows) {
    void show(PrintWriter out, boolean asJson) {
        if (asJson) json(out);
        else rows.forEach(row -> out.println(Plain.text(columns.isEmpty() ? pair(row) : line(row))));
    }

    private static String pair(List<String> row) {
        return String.format("%-12s %s", row.get(0), String.join("  ", row.subList(1, row.size())));
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder(String.format("%-15s", row.get(0)));
        for (int i = 1; i < row.size() && i < columns.size(); i++)
            if (!row.get(i).isEmpty()) line.append("  ").append(cell(columns.get(i), row.get(i)));
        return line.toString();
    }

    private static String cell(String column, String cell) {
        if (column.equals("left_s")) return span(cell) + " left";
        return column.equals("span_s") ? "of " + span(cell) : cell;
    }

    /** The two largest units: 9m 40s. */
    private static String span(String seconds) {
        long left = Long.parseLong(seconds);
        if (left < 60) return left + "s";
        if (left < 3_600) return left / 60 + "m" + rest(left % 60, "s");
        if (left < 86_400) return left / 3_600 + "h" + rest(left % 3_600 / 60, "m");
        return left / 86_400 + "d" + rest(left % 86_400 / 3_600, "h");
    }

    private static String rest(long count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }

    private void json(PrintWriter out) {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            if (columns.isEmpty()) {
                object(
                        json,
                        rows.stream().map(row -> row.get(0).replace(' ', '_')).toList(),
                        rows.stream()
                                .map(row -> String.join("  ", row.subList(1, row.size())))
                                .toList());
            } else {
                for (List<String> row : rows) object(json, columns, row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void object(JsonGenerator json, List<String> names, List<String> cells) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < names.size() && i < cells.size(); i++) {
            json.writeFieldName(names.get(i));
            String cell = cells.get(i);
            if (cell.matches("-?[0-9]{1,15}")) json.writeNumber(Long.parseLong(cell));
            else json.writeString(cell);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
