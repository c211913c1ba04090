package portcullis.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.Optional;

/**
 * What developers read on standard error; the administrator reads the journal. {@code -Dportcullis.log=DEBUG} tells more. Said in code
 * because a file of it in XML takes a tenth of a second of every start to read; a file that {@code -Dlogback.configurationFile} names
 * is read instead.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        context.getStatusManager().add(new NopStatusListener());
        context.getLogger("ROOT").setLevel(Level.toLevel(System.getProperty("portcullis.log"), Level.WARN));
        // What a compiler finds wrong reaches the administrator as a problem with its file and line.
        context.getLogger("org.drools.compiler").setLevel(Level.OFF);
        context.getLogger("ROOT").addAppender(standardError(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(new Late(context));
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("err");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /** Made when there is something to say, which mostly there is not. */
    private static final class Late extends LayoutBase<ILoggingEvent> {
        private Optional<PatternLayout> layout = Optional.empty();

        Late(LoggerContext context) {
            setContext(context);
        }

        @Override
        public synchronized String doLayout(ILoggingEvent event) {
            if (layout.isEmpty()) layout = Optional.of(made());
            return layout.get().doLayout(event);
        }

        private PatternLayout made() {
            PatternLayout made = new PatternLayout();
            made.setContext(getContext());
            made.setPattern("%-5level %logger{20} %msg%n");
            made.start();
            return made;
        }
    }
}
