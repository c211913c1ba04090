package portcullis.respond;

import groovy.lang.GroovyRuntimeException;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import portcullis.fact.Problem;

/** Says what a script threw in one sentence, with the line of the script that threw it. */
final class ScriptFailure {
    private final String file;
    private final String className;

    ScriptFailure(String file, String className) {
        this.file = file;
        this.className = className;
    }

    Planned of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof Refusal refusal)
            return failed(
                    cause,
                    refusal.getMessage(),
                    refusal.hint(),
                    refusal.lacksSetting() ? Planned.Fault.SETTING : Planned.Fault.SCRIPT);
        if (cause instanceof TimeoutException)
            return failed(cause, "has not planned within its time", "look for an endless loop", Planned.Fault.TIME);
        if (cause instanceof InterruptedException) return interrupted(cause);
        if (cause instanceof StackOverflowError)
            return failed(cause, "calls itself without end", "", Planned.Fault.SCRIPT);
        if (cause instanceof MissingMethodException missing)
            return failed(cause, "has no " + missing.getMethod() + " for what it is given", "", Planned.Fault.SCRIPT);
        if (cause instanceof MissingPropertyException missing)
            return failed(cause, "knows no " + missing.getProperty(), "", Planned.Fault.SCRIPT);
        return failed(cause, "failed: " + sentence(cause), "", Planned.Fault.SCRIPT);
    }

    /** Whoever interrupts the pipeline wants it to stop: that is not the script's fault, and stays known. */
    private Planned interrupted(Throwable cause) {
        Thread.currentThread().interrupt();
        return failed(cause, "was interrupted before it had planned", "", Planned.Fault.SCRIPT);
    }

    private Planned failed(Throwable cause, String found, String hint, Planned.Fault fault) {
        return Planned.failed(new Problem(file, line(cause), 0, found, hint), fault);
    }

    private int line(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getLineNumber() > 0)
                .filter(frame -> frame.getClassName().equals(className)
                        || frame.getClassName().startsWith(className + "$"))
                .mapToInt(StackTraceElement::getLineNumber)
                .findFirst()
                .orElse(0);
    }

    /** Groovy wraps what a closure throws, if Java would have it declared. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && (cause instanceof InvokerInvocationException
                        || cause.getClass().equals(GroovyRuntimeException.class))) cause = cause.getCause();
        return cause;
    }

    private static String sentence(Throwable cause) {
        String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String shown = Wording.quoted(first);
        return cause.getClass().getSimpleName() + ": " + shown.substring(1, shown.length() - 1);
    }
}
