package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.OrgJsonNode;
import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import portcullis.config.SettingsReader;
import portcullis.fact.Source;
import portcullis.fact.SourceNetwork;
import portcullis.fact.Target;
import portcullis.respond.ResponderScript;

/** What editors are given to complete and to check by, as docs/editors.md tells. */
class EditorsTest {
    private static final Path DIST = Path.of("src/main/dist");
    private static final Path SCHEMA = DIST.resolve("portcullis.schema.json");
    private static final Path SNIPPETS = DIST.resolve("portcullis.code-snippets");

    @Test
    void theSchemaIsTheOneThatTheSettingsMake() throws IOException {
        Files.writeString(Path.of("target/portcullis.schema.json"), schema()); // to be copied, where this fails

        assertThat(Files.readString(SCHEMA)).isEqualTo(schema());
    }

    @Test
    void theShippedSampleFitsTheSchemaAndNamesIt() throws IOException {
        String sample = Files.readString(DIST.resolve("portcullis.yaml"));

        assertThat(errors(sample)).isEmpty();
        assertThat(sample).startsWith("# yaml-language-server: $schema=/usr/lib/portcullis/portcullis.schema.json\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trigger: 3",
                "trigger: { ports: 5, within: 90s }",
                "trigger.ports: 5",
                "preset: portsentry",
                "modes: [stcp, -sudp]",
                "modes: atcp",
                "ports: { tcp: 22 }",
                "ports: { tcp: [22, \"80-90\"] }",
                "reflex: on",
                "reflex: true",
                "block: { for: [10m, 1h], udp: report, evidence: handshake, never: [admin.example.org, \"2001:db8::1\"] }",
                "responders: only-say-so",
                "responder-evidence: [blackhole-the-route=data]",
                "scans: { walk: 0 }",
                "options: { webhook-url: \"https://192.0.2.8/\", rooms: [a, 2] }",
                "options.webhook-url: a",
                "secrets: { webhook: /etc/portcullis/webhook.key }",
                "ignore: []"
            })
    void whatTheProgramTakesTheSchemaTakes(String settings) throws Exception {
        new SettingsReader().text("a.yaml", 0, settings + "\n").settings();

        assertThat(errors(settings)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "triger: { ports: 5 }",
                "trigger: { prts: 5 }",
                "trigger: { ports: five }",
                "trigger: { ports: -1 }",
                "trigger: { within: 90 }",
                "trigger: { within: 2 weeks }",
                "preset: portsentri",
                "modes: [tcpp]",
                "modes: []",
                "ports: { tcp: 22;80 }",
                "reflex: yes",
                "block: { udp: drop }",
                "block: { for: [] }",
                "block: [10m]",
                "advanced: { tcp: { below: 0 } }",
                "responder-evidence: [blackhole-the-route]",
                "scans: { walk: 70000 }",
                "options: a",
                "secrets: 5e884898da28",
                "options: { Room: a }",
                "options: { room: { a: b } }",
                "secrets: { webhook: 5e884898da28 }",
                "secrets: { webhook: [/etc/a, /etc/b] }"
            })
    void whatTheProgramRefusesTheSchemaRefuses(String settings) {
        SettingsReader reader = new SettingsReader().text("a.yaml", 0, settings + "\n");
        org.assertj.core.api.Assertions.assertThatThrownBy(reader::settings)
                .isInstanceOf(portcullis.fact.Refused.class);

        assertThat(errors(settings)).isNotEmpty();
    }

    @Test
    void theDescriptionForIntelliJNamesTheClassOfTheVerbs() throws Exception {
        List<String> delegates = new ArrayList<>();
        Binding binding = new Binding();
        Object[] context = new Object[1];
        binding.setVariable("context", closure(words -> context[0] = words));
        binding.setVariable("scriptScope", closure(words -> "script"));
        binding.setVariable("findClass", closure(words -> words));
        binding.setVariable("delegatesTo", closure(words -> delegates.add(String.valueOf(words))));
        binding.setVariable("contributor", new Closure<Object>(this) {
            private static final long serialVersionUID = 1;

            public Object doCall(Object where, Closure<?> what) {
                return what.call();
            }
        });
        new GroovyShell(binding).evaluate(Files.readString(Path.of("policies/responders.gdsl")));

        assertThat(delegates).containsExactly(ResponderScript.class.getName());
        String pattern = String.valueOf(((Map<?, ?>) context[0]).get("pathRegexp"));
        assertThat(Path.of("policies/only-say-so.groovy").toAbsolutePath().toString())
                .matches(pattern);
    }

    private interface Answer {
        Object to(Object words);
    }

    private Closure<Object> closure(Answer answer) {
        return new Closure<Object>(this) {
            private static final long serialVersionUID = 1;

            public Object doCall(Object words) {
                return answer.to(words);
            }

            public Object doCall() {
                return answer.to(List.of());
            }
        };
    }

    @Test
    void theSnippetsNameEveryVerbAndEveryMeasure() throws IOException {
        String expected = snippets();
        Files.writeString(Path.of("target/portcullis.code-snippets"), expected); // to be copied, where this fails

        assertThat(Files.readString(SNIPPETS)).isEqualTo(expected);
        JSONObject read = new JSONObject(expected);
        assertThat(read.keySet()).contains("rule", "responder", "nft", "say", "Source.ports(Mode mode, int seconds)");
    }

    private static String schema() {
        StringWriter out = new StringWriter();
        Portcullis.line(new PrintWriter(out, true), new PrintWriter(new StringWriter()))
                .execute("check", "--schema");
        return out.toString();
    }

    private static List<Error> errors(String yaml) {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new OrgJsonNode.Factory())
                .createValidator();
        var uri = validator.registerSchema(schema());
        return validator.validate(uri, new JSONObject((Map<?, ?>) read)).getErrors();
    }

    /** For VS Code: from the classes themselves, a line each. */
    private static String snippets() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(whole("rule", "drools", "rule", template("rule.drl")));
        lines.add(whole("responder", "groovy", "responder", template("responder.groovy")));
        for (Class<?> fact : List.of(Source.class, Target.class, SourceNetwork.class))
            for (String signature : signatures(fact)) lines.add(call(signature, "drools", fact.getSimpleName()));
        for (String signature : signatures(ResponderScript.class)) {
            String name = signature.substring(0, signature.indexOf('('));
            if (lines.stream().noneMatch(line -> line.startsWith("  " + quoted(name) + ":")))
                lines.add(verb(name, signature));
        }
        return "{\n" + String.join(",\n", lines) + "\n}\n";
    }

    private static TreeSet<String> signatures(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(EditorsTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameters())
                        .map(each -> each.getType().getSimpleName() + " " + each.getName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String whole(String name, String scope, String prefix, String text) {
        String body = Arrays.stream(
                        text.replace("$", "\\$").replace("NAME", "${1:name}").split("\n"))
                .map(EditorsTest::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
        return entry(name, scope, prefix, body, "a whole " + name + ", to begin from");
    }

    private static String call(String signature, String scope, String of) {
        String name = signature.substring(0, signature.indexOf('('));
        String inside = signature.substring(name.length() + 1, signature.length() - 1);
        List<String> places = new ArrayList<>();
        for (String argument : inside.isEmpty() ? new String[0] : inside.split(", ")) {
            String last = argument.substring(argument.indexOf(' ') + 1);
            places.add("${" + (places.size() + 1) + ":" + last + "}");
        }
        String body = name + (places.isEmpty() ? "()" : "( " + String.join(", ", places) + " )");
        return entry(of + "." + signature, scope, name, quoted(body), "of " + of);
    }

    private static String verb(String name, String signature) {
        boolean takesClosure = signature.contains("Closure");
        boolean isAsked = signature.startsWith("option");
        String words = signature.contains(", CharSequence line") ? " \"$1\", \"$2\"" : " \"$1\"";
        if (signature.contains("Map parts")) words = " url: option('$1'), json: [$2], sign: '$3'";
        String body = takesClosure ? name + " { $0 }" : isAsked ? name + "('$1')" : name + words;
        return entry(name, "groovy", name, quoted(body), "a verb of responders");
    }

    private static String entry(String name, String scope, String prefix, String body, String description) {
        return "  " + quoted(name) + ": { \"scope\": " + quoted(scope) + ", \"prefix\": " + quoted(prefix)
                + ", \"body\": " + body + ", \"description\": " + quoted(description) + " }";
    }

    private static String quoted(String text) {
        return JSONObject.quote(text);
    }

    private static String template(String name) throws IOException {
        return Files.readString(Path.of("src/main/resources/new", name));
    }
}
