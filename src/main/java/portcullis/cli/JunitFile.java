package portcullis.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import portcullis.scenario.Tested;
import portcullis.watch.Abreast.Timed;

/** Writes the outcome of a test in the XML of JUnit, as Maven Surefire's schema has it, for machines that build. */
final class JunitFile {
    private final XMLStreamWriter xml;

    private JunitFile(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(Path file, List<Timed<Tested>> tests) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            new JunitFile(xml).write(tests);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void write(List<Timed<Tested>> tests) throws XMLStreamException {
        Duration all = tests.stream().map(Timed::took).reduce(Duration.ZERO, Duration::plus);
        long errors = tests.stream().filter(test -> isError(test.result())).count();
        long failed = tests.stream().filter(test -> !test.result().isPassed()).count();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "portcullis test");
        xml.writeAttribute("time", seconds(all));
        xml.writeAttribute("tests", String.valueOf(tests.size()));
        xml.writeAttribute("errors", String.valueOf(errors));
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("failures", String.valueOf(failed - errors));
        for (Timed<Tested> test : tests) write(test.result(), test.took());
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Tested test, Duration took) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", plain(test.name()));
        xml.writeAttribute("classname", plain(classname(test)));
        xml.writeAttribute("time", seconds(took));
        if (!test.isPassed()) {
            List<String> lines = TestSentences.details(test);
            xml.writeStartElement(isError(test) ? "error" : "failure");
            xml.writeAttribute(
                    "message",
                    plain(lines.stream()
                            .filter(line -> isError(test) || line.startsWith("+ ") || line.startsWith("- "))
                            .findFirst()
                            .orElse("")));
            xml.writeAttribute("type", isError(test) ? "problem" : "difference");
            xml.writeCharacters(plain(String.join("\n", lines)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Whether it could not be played, or went wrong, rather than that something else happened. */
    private static boolean isError(Tested test) {
        return !test.problems().isEmpty();
    }

    /** The folder, with dots, as build servers group by it. */
    private static String classname(Tested test) {
        Path folder = test.file().normalize().getParent();
        return folder == null
                ? "scenarios"
                : folder.toString().replaceAll("^/", "").replace('/', '.');
    }

    private static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.3f", span.toNanos() / 1e9);
    }

    /** Without what XML 1.0 cannot say. */
    private static String plain(String text) {
        return text.lines().map(Plain::text).reduce((a, b) -> a + "\n" + b).orElse("");
    }
}
