package portcullis.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Settings in the making: values with a remark each, and the text that a reader takes for the same. */
public final class Draft {
    /** @param remark where the value comes from, for whoever reads the file */
    private record Line(String value, String remark) {}

    private final Map<Key, Line> lines = new EnumMap<>(Key.class);

    /** Sets a value, over an earlier one. @throws IllegalArgumentException where the setting takes no such item */
    public Draft set(Key key, String remark, List<String> items) {
        List<Object> values = new ArrayList<>();
        for (String item : items)
            values.add(key.form()
                    .read(item)
                    .orElseThrow(() -> new IllegalArgumentException(key.path() + " takes no \"" + item + "\"")));
        lines.put(key, new Line(Changes.value(key, values), remark));
        return this;
    }

    public Draft set(Key key, String remark, String item) {
        return set(key, remark, List.of(item));
    }

    public boolean has(Key key) {
        return lines.containsKey(key);
    }

    /** How the file says it, as {@code trigger.probes: 3}; only of what was set. */
    public String said(Key key) {
        return key.path() + ": " + lines.get(key).value();
    }

    /** The file, in the order of the reference. */
    public String text() {
        StringBuilder text = new StringBuilder();
        List<String> open = List.of();
        for (Map.Entry<Key, Line> entry : lines.entrySet()) {
            List<String> path = List.of(entry.getKey().path().split("\\."));
            List<String> parents = path.subList(0, path.size() - 1);
            for (int i = 0; i < parents.size(); i++) {
                boolean isOpen = open.size() > i && open.subList(0, i + 1).equals(parents.subList(0, i + 1));
                if (!isOpen) text.append("  ".repeat(i)).append(parents.get(i)).append(":\n");
            }
            open = parents;
            String indent = "  ".repeat(parents.size());
            String remark = entry.getValue().remark().replaceAll("\\p{Cntrl}", "?");
            if (!remark.isEmpty())
                text.append(indent).append("# ").append(remark).append('\n');
            text.append(indent)
                    .append(path.get(path.size() - 1))
                    .append(": ")
                    .append(entry.getValue().value())
                    .append('\n');
        }
        return text.toString();
    }
}
