package portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a watcher answers: rows under the names of their columns, or pairs of a name and a value where there are no names. Cells whose
 * column ends in {@code _s} are seconds.
 */
record Rows(List<String> columns, List<List<String>> rows) {
    /** What {@code status} and {@code reload} may say of several. */
    private static final Set<String> SEVERAL = Set.of("holds", "left out", "problem", "recent");

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
                pairs(json);
            } else {
                for (List<String> row : rows) object(json, columns, row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One object; what may come several times is a list, however often it came. */
    private void pairs(JsonGenerator json) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (List<String> row : rows)
            values.computeIfAbsent(row.get(0), name -> new ArrayList<>())
                    .add(String.join("  ", row.subList(1, row.size())));
        json.writeStartObject();
        for (Map.Entry<String, List<String>> value : values.entrySet()) {
            json.writeFieldName(value.getKey().replace(' ', '_'));
            boolean isList =
                    SEVERAL.contains(value.getKey()) || value.getValue().size() > 1;
            if (isList) json.writeStartArray();
            for (String cell : value.getValue()) write(json, cell);
            if (isList) json.writeEndArray();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void write(JsonGenerator json, String cell) throws IOException {
        if (cell.matches("-?[0-9]{1,15}")) json.writeNumber(Long.parseLong(cell));
        else json.writeString(cell);
    }

    private static void object(JsonGenerator json, List<String> names, List<String> cells) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < names.size() && i < cells.size(); i++) {
            json.writeFieldName(names.get(i));
            write(json, cells.get(i));
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
