package portcullis.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import portcullis.heir.conf.Finding;
import portcullis.heir.estate.Inheritance;

/** The report of an import for programs. */
final class ImportJson implements ImportReport {
    private final JsonObjects objects;
    private final JsonGenerator json;

    ImportJson(PrintWriter out) {
        this.objects = new JsonObjects(out);
        this.json = objects.json();
    }

    @Override
    public void tell(Inheritance inheritance) {
        objects.object("import", () -> json.writeStringField("from", inheritance.from()));
        for (Finding finding : inheritance.findings())
            objects.object("finding", () -> {
                json.writeStringField("fate", word(finding.fate()));
                json.writeStringField("file", finding.file());
                if (finding.line() > 0) json.writeNumberField("line", finding.line());
                json.writeStringField("was", finding.was());
                if (!finding.becomes().isEmpty()) json.writeStringField("becomes", finding.becomes());
                if (!finding.why().isEmpty()) json.writeStringField("why", finding.why());
            });
        objects.object("imported", () -> {
            for (Finding.Fate fate : Finding.Fate.values())
                json.writeNumberField(word(fate), inheritance.of(fate).size());
        });
        objects.flush();
    }

    private static String word(Finding.Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void show(Inheritance inheritance) {
        inheritance
                .files()
                .forEach((name, text) -> objects.object("file", () -> {
                    json.writeStringField("file", name);
                    json.writeStringField("text", text);
                }));
        objects.flush();
    }

    @Override
    public void written(List<Path> files, List<String> next) {
        for (Path file : files) objects.object("written", () -> json.writeStringField("file", file.toString()));
        objects.flush();
    }
}
