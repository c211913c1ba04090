package portcullis.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/** Each mistake is one problem, at its line, in words that say what would do. */
final class BrokenResponderTest {
    @TempDir
    Path path;

    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(path);
    }

    static Stream<Arguments> mistakesInBlock() {
        return Stream.of(
                Arguments.of("ntf 'list ruleset'", "5:5: a responder has no ntf(String); did you mean `nft`?"),
                Arguments.of("nft 42", "5:5: a responder's nft does not take (int)"),
                Arguments.of(
                        "say verdict.sorce().toString()", "5:17: a verdict has no sorce(); did you mean `source`?"),
                Arguments.of(
                        "say \"${verdict.span.seconds}\"",
                        "5:12: a verdict has no property span; did you mean `span()`?"),
                Arguments.of("say verdit.reason()", "5:9: knows no verdit; did you mean `verdict`?"),
                Arguments.of("say 'unfinished", "5:"),
                Arguments.of("say 'id'.execute().text", "5:14: calls execute; plan a command"),
                Arguments.of("say new File('/etc/passwd').text", "5:9: makes a new File; plan appendLine"),
                Arguments.of("System.exit(0)", "5:5: uses System; a responder plans with verbs"),
                Arguments.of("java.lang.Runtime.getRuntime()", "5:15: uses Runtime; plan a command"),
                Arguments.of("say ''.class.name", "5:12: asks for .class; a responder plans"),
                Arguments.of("sleep 10", "5:5: calls sleep; planning never waits"),
                Arguments.of("println 'here'", "5:5: calls println; use say"),
                Arguments.of("@Deprecated String a = 'a'; say a", "5:5: has the annotation @Deprecated"),
                Arguments.of("nft 'list ruleset; flush ruleset'", "5: an nft statement is printable ASCII without ;"),
                Arguments.of("nft \"list\\nflush ruleset\"", "5: an nft statement is printable ASCII without ;"),
                Arguments.of("command 'bin/sh'", "5: a program is an absolute path or a bare name, not \"bin/sh\""),
                Arguments.of("command 'a', \"b\\0\"", "5: a word of a command has no line break or control"),
                Arguments.of("command 'a', ['b']", "5: word 2 of a command is not text"),
                Arguments.of("command([])", "5: a command has 1 to 256 words, not 0"),
                Arguments.of("appendLine 'hosts.deny', 'ALL: ALL'", "5: a file is an absolute path without .. in it"),
                Arguments.of("appendLine '/etc/../hosts', 'ALL'", "5: a file is an absolute path without .. in it"),
                Arguments.of("appendLine '/etc/hosts', \"a\\nb\"", "5: a line has no line break"),
                Arguments.of("post url: 'http://192.0.2.8/', jsn: [a: 1]", "5:10: post lacks json; write post url:"),
                Arguments.of(
                        "post url: 'http://192.0.2.8/', json: [a: 1], to: 'b'", "5:50: post has no to; write post"),
                Arguments.of("post url: 5, json: [a: 1]", "5:10: post takes no int for url; write post url:"),
                Arguments.of("post url: 'ftp://192.0.2.8/', json: [a: 1]", "5: a post goes to http:// or https://"),
                Arguments.of("post url: 'http://me:word@192.0.2.8/', json: [a: 1]", "5: a post goes to http://"),
                Arguments.of("post url: 'http:/hook', json: [a: 1]", "5: a post goes to http:// or https://"),
                Arguments.of("post url: '/hook', json: [a: 1]", "5: a post goes to http:// or https://"),
                Arguments.of("post url: 'http://a b/', json: [a: 1]", "5: a post goes to http:// or https://"),
                Arguments.of(
                        "post url: 'http://192.0.2.8/', json: [a: verdict.span()]",
                        "5: json.a is no text, number, boolean, address, list or map: \"PT10M\""),
                Arguments.of("post url: 'http://192.0.2.8/', json: [a: [b: 0.0d / 0.0d]]", "5: json.a.b is no text"),
                Arguments.of("post url: 'http://192.0.2.8/', json: [a: 'x' * 70000]", "5: a post has at most 65536"),
                Arguments.of(
                        "post url: 'http://192.0.2.8/', json: [:], sign: 'hook'", "5: needs the setting secrets.hook"),
                Arguments.of("say ''", "5: a line is not empty"),
                Arguments.of("title 'late'", "5: title stands inside another declaration"),
                Arguments.of("throw null", "5: failed: NullPointerException"),
                Arguments.of("int a = 0; say \"${1 % a}\"", "5: failed: ArithmeticException"),
                Arguments.of("assert verdict.port() == 0", "5: failed: PowerAssertionError"),
                Arguments.of("while (true) { }", "5: has not planned within its time; look for an endless loop"),
                Arguments.of("while (true) { try { say 'a' } catch (Throwable t) { } }", "5: has not planned within"),
                Arguments.of("(1..2000000000).each { }", "5: has not planned within its time"),
                Arguments.of("while (true) say 'again'", "5: plans more than 64 effects"),
                Arguments.of("say option('mail.to')", "5: needs the setting mail.to; set it"));
    }

    @ParameterizedTest
    @MethodSource("mistakesInBlock")
    void aMistakeIsOneProblemAtItsLine(String body, String expected) throws IOException {
        folder.blocking("mistaken", body);

        assertThat(problems("mistaken"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).startsWith(path.resolve("mistaken.groovy") + ":" + expected));
    }

    @Test
    void aCallThatNeverReturnsIsFoundFromOutside() throws IOException {
        folder.blocking("mistaken", "java.util.concurrent.locks.LockSupport.parkNanos(60_000_000_000L)");

        assertThat(problems("mistaken"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).isEqualTo("has not planned within its time"));
    }

    @Test
    void recursionWithoutEndIsNamed() throws IOException {
        folder.file("mistaken", "int deeper(int n) { deeper(n + 1) }\n" + Folder.whole("say \"${deeper(0)}\""));

        assertThat(texts("mistaken")).singleElement().isEqualTo("mistaken.groovy:1: calls itself without end");
    }

    @Test
    void anImportIsRefused() throws IOException {
        folder.file("mistaken", "import java.nio.file.Files\n" + Folder.whole("say 'a'"));

        assertThat(texts("mistaken"))
                .singleElement()
                .asString()
                .startsWith("mistaken.groovy:1:1: imports java.nio.file.Files")
                .endsWith("; a responder imports nothing");
    }

    @Test
    void aClassIsRefused() throws IOException {
        folder.file("mistaken", Folder.whole("say 'a'") + "class Other { }\n");

        assertThat(texts("mistaken")).singleElement().asString().startsWith("mistaken.groovy:9:1: declares the class");
    }

    @Test
    void whatIsNotDeclaredIsListedWithWhatToWrite() throws IOException {
        folder.file("mistaken", "title 'a'\nneeds 'b'\nblock { verdict -> say 'c' }\ncheck { say 'd' }\n");

        assertThat(texts("mistaken"))
                .containsExactly("mistaken.groovy:1:1: does not declare release; write release { verdict -> cannot"
                        + " 'mail cannot be unsent' }, if nothing can be undone");
    }

    @Test
    void aSecondDeclarationIsRefused() throws IOException {
        folder.file("mistaken", Folder.whole("say 'a'") + "block { verdict -> say 'b' }\n");

        assertThat(texts("mistaken")).containsExactly("mistaken.groovy:9: block is declared twice; keep one");
    }

    @Test
    void aVerbOutsideIsRefused() throws IOException {
        folder.file("mistaken", "nft 'flush ruleset'\n" + Folder.whole("say 'a'"));

        assertThat(texts("mistaken")).singleElement().asString().startsWith("mistaken.groovy:1: nft stands outside");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        folder.file("mistaken", "\n");

        assertThat(texts("mistaken")).containsExactly("mistaken.groovy: is empty; copy policies/only-say-so.groovy");
    }

    @Test
    void whatIsNotUtf8IsRefusedWhereItStands() throws IOException {
        folder.file("mistaken", new byte[] {'/', '/', '\n', '/', '/', (byte) 0xE9, '\n'});

        assertThat(texts("mistaken")).containsExactly("mistaken.groovy:2:3: is not UTF-8 here; save it as UTF-8");
    }

    @Test
    void carriageReturnsAreRefused() throws IOException {
        folder.file("mistaken", Folder.whole("say 'a'").replace("\n", "\r\n"));

        assertThat(texts("mistaken"))
                .containsExactly("mistaken.groovy:1:13: has a carriage return; save it with Unix line ends");
    }

    @Test
    void textThatReadsOtherwiseThanItRunsIsRefused() throws IOException {
        folder.blocking("mistaken", "say 'a\u202Eb'");

        assertThat(texts("mistaken"))
                .containsExactly("mistaken.groovy:5:11: has the invisible character U+202E; leave it out");
    }

    @Test
    void aDynamicResponderIsFoundOutByItsTrial() throws IOException {
        folder.file("mistaken", "// dynamic\n" + Folder.whole("ntf 'list ruleset'"));

        assertThat(texts("mistaken")).singleElement().asString().startsWith("mistaken.groovy:6: has no ntf");
    }

    @Test
    void anUnknownNameListsWhatThereIs() throws IOException {
        folder.blocking("drop-with-nftables", "say 'a'");

        assertThat(texts("drop-with-nftable"))
                .containsExactly("no responder \"drop-with-nftable\" in " + path
                        + "; did you mean `drop-with-nftables`? there are drop-with-nftables");
    }

    @Test
    void allProblemsOfAllRespondersComeTogether() throws IOException {
        folder.blocking("first", "ntf 'a'\nsya 'b'").blocking("second", "say option('banner')");

        assertThat(texts("first", "second", "third")).hasSize(4);
    }

    @Test
    void anOptionThatCouldBreakALineIsRefused() throws IOException {
        folder.blocking("fine", "say 'a'");
        Policies policies = folder.policies().with(Map.of("mail.to", List.of("a@b\nBcc: c@d")));

        Refused refused =
                catchThrowableOfType(Refused.class, () -> Responders.load(policies, List.of("fine"), Folder.THREADS));

        assertThat(refused).hasMessageContaining("option mail.to has no line break");
    }

    @Test
    void aFolderIsInOrderThoughSettingsAreMissing() throws Exception {
        folder.blocking("fine", "say option('banner')").blocking("mistaken", "say 7");

        assertThat(Responders.problems(folder.policies(), Folder.THREADS))
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).endsWith("mistaken.groovy"));
    }

    private List<String> texts(String... names) {
        return problems(names).stream()
                .map(problem -> problem.toString().replace(path + "/", ""))
                .toList();
    }

    private List<Problem> problems(String... names) {
        return catchThrowableOfType(Refused.class, () -> folder.load(names)).problems();
    }
}
