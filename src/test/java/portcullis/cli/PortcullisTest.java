package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

class PortcullisTest {
    @Test
    void everyVerbIsFoundByTheNameOfItsClass() {
        for (Class<?> verb : Portcullis.class.getAnnotation(Command.class).subcommands())
            assertThat(Portcullis.verb(verb.getAnnotation(Command.class).name()))
                    .as(verb.getName())
                    .contains(verb);
    }

    @Test
    void whatIsNoVerbIsNotFound() {
        assertThat(Portcullis.verb("replays")).isEmpty();
        assertThat(Portcullis.verb("")).isEmpty();
        assertThat(Portcullis.verb("../replay")).isEmpty();
    }

    @Test
    void developersReadWarningsOnStandardError() {
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            LoggerFactory.getLogger("portcullis.respond.CompiledStore").warn("not kept");
            LoggerFactory.getLogger("portcullis.respond.CompiledStore").info("of no interest");
            LoggerFactory.getLogger("org.drools.compiler.kie").error("told as a problem");
        } finally {
            System.setErr(before);
        }
        assertThat(told.toString(StandardCharsets.UTF_8).lines()).containsExactly("WARN  p.r.CompiledStore not kept");
    }
}
