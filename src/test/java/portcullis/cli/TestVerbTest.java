package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TestVerbTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void rulesThatBlameHarmlessTrafficAreRefusedByName() throws Exception {
        Path harmless = Files.createDirectory(folder.resolve("harmless"));
        Files.writeString(
                harmless.resolve("a-retry.scenario"),
                "# a client tries one closed port three times\ntrigger: { ports: 1 }\n"
                        + "0s  203.0.113.9 > 192.0.2.1  tcp S  445 445 445\nexpect\n");

        int code = run("test", folder.toString());

        assertThat(code).isEqualTo(Exit.FAILED);
        assertThat(out.toString())
                .contains("failed  ", "refused: harmless traffic is blamed: a-retry\n")
                .endsWith("0 passed, 1 failed\n");
    }

    @Test
    void forProgramsEachScenarioRuleAndResponderIsAnObject() throws Exception {
        write("a-knock", "# three ports\nresponders: []\n0s  203.0.113.9 > 192.0.2.1  tcp S  22 23 24\nexpect\n");

        assertThat(run("test", folder.toString(), "--json", "--coverage")).isEqualTo(Exit.FAILED);

        List<JSONObject> objects = out.toString().lines().map(JSONObject::new).toList();
        assertThat(objects.get(0).getString("result")).isEqualTo("failed");
        assertThat(objects.get(0).getJSONArray("details").toList())
                .contains("+ 0s alarm 203.0.113.9 advanced-tcp 22 23 24");
        JSONObject rule = objects.stream()
                .filter(one -> one.optString("rule").equals("advanced-tcp"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.getJSONArray("fired").toList()).containsExactly("a-knock");
        assertThat(rule.getJSONArray("conditions").getJSONObject(0).getBoolean("ever_true"))
                .isTrue();
        assertThat(objects).anyMatch(one -> one.optString("responder").equals("only-say-so"));
        JSONObject last = objects.get(objects.size() - 1);
        assertThat(last.getString("event") + last.getInt("passed") + last.getInt("failed"))
                .isEqualTo("tested01");
    }

    @Test
    void aFailureShowsItsTimelineAndWhichRuleCameNearest() throws Exception {
        write(
                "a-knock",
                "# three ports are expected, two come\nresponders: []\n"
                        + "0s  203.0.113.9 > 192.0.2.1  tcp S  22 23\nexpect\n"
                        + "0s  alarm  203.0.113.9  advanced-tcp  22 23\n");

        assertThat(run("test", folder.toString())).isEqualTo(Exit.FAILED);

        assertThat(out.toString().lines().skip(1).map(line -> line.replaceAll("\\( Mode.ATCP, \\d+ \\)", "")))
                .containsExactly(
                        "        > 0s  203.0.113.9 > 192.0.2.1  tcp S  22 23",
                        "        - 0s alarm 203.0.113.9 advanced-tcp 22 23",
                        "        advanced-tcp about 203.0.113.9: ports reached 2 of 3",
                        "0 passed, 1 failed");
    }

    @Test
    void anAlarmOfARuleThatIsNotThereIsSaidToBeSo() throws Exception {
        write(
                "a-knock",
                "# misspelt\n0s  203.0.113.9 > 192.0.2.1  tcp S  22\nexpect\n"
                        + "0s  alarm  203.0.113.9  advanced-tpc  22\n");

        run("test", folder.toString());

        assertThat(out.toString()).contains("        no rule that alarms has the id advanced-tpc\n");
    }

    @Test
    void onlyThoseOfWhichAWordSpeaksArePlayed() throws Exception {
        write("a-knock", "# nothing comes of one packet\n0s  203.0.113.9 > 192.0.2.1  tcp S  22\nexpect\n");
        write("a-question", "# nothing comes of a datagram\n0s  203.0.113.9 > 192.0.2.1  udp  53\nexpect\n");

        assertThat(run("test", "--only", "DATAGRAM", folder.toString())).isEqualTo(Exit.FINE);
        assertThat(run("test", "--only", "a-knock", folder.toString())).isEqualTo(Exit.FINE);
        assertThat(run("test", "--only", "elephant", folder.toString())).isEqualTo(Exit.FAILED);

        assertThat(out.toString().lines())
                .containsExactly(
                        "passed  " + folder.resolve("a-question.scenario"),
                        "1 passed, 0 failed",
                        "passed  " + folder.resolve("a-knock.scenario"),
                        "1 passed, 0 failed",
                        "0 passed, 0 failed");
    }

    @Test
    void theOutcomeIsWrittenForBuildServers() throws Exception {
        write("a-knock", "# nothing comes of one packet\n0s  203.0.113.9 > 192.0.2.1  tcp S  22\nexpect\n");
        write("broken", "# & <broken>\n0s  203.0.113.9 > 192.0.2.1  tpc S  22\nexpect\n");
        write("wrong", "# wrong\n0s  203.0.113.9 > 192.0.2.1  tcp S  22\nexpect\n0s  alarm  203.0.113.9  x  22\n");
        Path junit = folder.resolve("junit.xml");

        run("test", "--junit", junit.toString(), folder.toString());

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getDocumentElement();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(Stream.of("tests", "failures", "errors", "skipped").map(suite::getAttribute))
                .containsExactly("3", "1", "1", "0");
        NodeList cases = suite.getElementsByTagName("testcase");
        assertThat(List.of(0, 1, 2).stream().map(i -> ((Element) cases.item(i)).getAttribute("name")))
                .containsExactly("a-knock", "broken", "wrong");
        assertThat(((Element) cases.item(0)).getAttribute("time")).matches("[0-9]+\\.[0-9]{3}");
        assertThat(attributes(suite, "error")).contains("nothing is sent by \"tpc\"", "problem");
        assertThat(attributes(suite, "failure")).contains("- 0s alarm 203.0.113.9 x 22", "difference");
    }

    private static String attributes(Element suite, String tag) {
        Element found = (Element) suite.getElementsByTagName(tag).item(0);
        return found.getAttribute("message") + " " + found.getAttribute("type");
    }

    @Test
    void theOrderOfTheReportIsThatOfTheNames() throws Exception {
        for (int i = 10; i < 40; i++)
            write("s" + i, "# " + i + "\n0s  203.0.113." + i + " > 192.0.2.1  tcp S  1-" + (60 - i) + "\nexpect\n");

        run("test", folder.toString());

        assertThat(out.toString().lines().filter(line -> line.endsWith(".scenario")))
                .isSorted();
    }

    @Test
    void coverageTellsWhatScenariosShowAndWhatTheyLeaveInTheDark() throws Exception {
        write(
                "fires",
                "# three ports\nresponders: [only-say-so]\n"
                        + "0s  203.0.113.9 > 192.0.2.1  tcp S  22 23 25\nexpect\n");
        write("nearly", "# two ports\n0s  203.0.113.9 > 192.0.2.1  tcp S  22 23\nexpect\n");

        run("test", "--coverage", folder.toString());

        assertThat(out.toString())
                .containsPattern("rule +advanced-tcp +fired in 1 \\(fires\\); nearly in 1 \\(nearly\\)\n")
                .containsPattern("advanced-tcp .*\n +never false +hits\\( Mode.ATCP, 3600 \\) >= 1\n")
                .containsPattern("rule +advanced-udp +fired in none; nearly in none\n +never true +hits\\( Mode.AUDP")
                .containsPattern("rule +atcp-counts-packets +fired in 2 ")
                .containsPattern("responder +only-say-so +planned in 1 \\(fires\\)")
                .containsPattern("responder +drop-with-pf +planned in none");
    }

    @Test
    @Timeout(120)
    void whatIsSavedIsTestedAgain() throws Exception {
        Path scenario =
                write("a", "# wrong\n0s  203.0.113.9 > 192.0.2.1  tcp S  22\nexpect\n0s  alarm  203.0.113.9  x  22\n");
        PipedReader reader = new PipedReader(1 << 16);
        PrintWriter told = new PrintWriter(new PipedWriter(reader), true);
        Thread verb = new Thread(() -> Portcullis.line(told, told).execute("test", "--watch", folder.toString()));
        verb.start();
        BufferedReader lines = new BufferedReader(reader);

        assertThat(next(lines, "failed")).isEqualTo("0 passed, 1 failed");
        Files.writeString(scenario, "# right\n0s  203.0.113.9 > 192.0.2.1  tcp S  22\nexpect\n");
        String again = next(lines, "failed");

        assertThat(again).isEqualTo("1 passed, 0 failed");
        verb.interrupt();
        verb.join();
    }

    /** The next line that ends so. */
    private static String next(BufferedReader lines, String end) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.endsWith(end)) line = lines.readLine();
        return String.valueOf(line);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".scenario"), text);
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out, true), new PrintWriter(System.err, true))
                .execute(words);
    }
}
