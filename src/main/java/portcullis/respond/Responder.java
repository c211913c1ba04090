package portcullis.respond;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import portcullis.fact.Effect;
import portcullis.fact.Problem;

/**
 * One loaded script. It plans on the caller's thread: handing a plan to another thread and waiting costs fifty
 * microseconds, planning itself about four. The time limit is compiled into every loop, closure and method of the script
 * ({@code @TimedInterrupt}) and counts from the construction of a script object, so each plan gets a fresh one. What that
 * cannot stop, a long stay inside one library call, is sought by the {@link Trial} at loading, on a thread of its own.
 *
 * <p>May plan on several threads at once, as rehearsals do: each plan has a script object of its own.
 */
final class Responder implements AutoCloseable {
    private final String name;
    private final String file;
    private final Map<String, List<String>> options;
    private final ScriptClasses classes;
    private final Class<?> type;
    private final Constructor<?> constructor;
    private volatile boolean
            stuck; // set by the trial's thread, or by the one that responds, which waited for the trial

    Responder(
            String name, String file, Map<String, List<String>> options, ScriptClasses classes, Constructor<?> maker) {
        this.name = name;
        this.file = file;
        this.options = options;
        this.classes = classes;
        this.constructor = maker;
        maker.setAccessible(true); // it is open to us as it is; else Java looks each time who asks
        this.type = maker.getDeclaringClass();
    }

    String name() {
        return name;
    }

    String file() {
        return file;
    }

    /** Runs the declarations alone and shows the script to {@code reader}. */
    Planned declare(Consumer<ResponderScript> reader) {
        return attempt(script -> {
            script.declareInto(new Plan(), options);
            reader.accept(script);
            return List.of();
        });
    }

    /** What the script says of itself. */
    String declared(Function<ResponderScript, String> declaration) {
        StringBuilder text = new StringBuilder();
        declare(script -> text.append(declaration.apply(script)));
        return text.toString();
    }

    /** Plans once, and once more where time ran out: a machine that was stopped for a while is not the script's fault. */
    Planned plan(Part part, Warrant warrant) {
        if (stuck)
            return Planned.failed(
                    new Problem(file, 0, 0, "ran out of time before", "repair it and reload"), Planned.Fault.TIME);
        Attempt attempt = script -> {
            Plan plan = new Plan();
            script.declareInto(plan, options);
            script.play(part, warrant);
            return plan.effects();
        };
        Planned first = attempt(attempt);
        if (first.fault() != Planned.Fault.TIME) return first;
        Planned second = attempt(attempt);
        stuck = second.fault() == Planned.Fault.TIME;
        return second;
    }

    Lasting lasting() {
        List<Lasting> told = new ArrayList<>();
        declare(script -> told.add(script.lasting()));
        return told.isEmpty() ? Lasting.NOTHING : told.get(0);
    }

    ClassLoader loader() {
        return classes;
    }

    @Override
    public void close() {
        classes.close();
    }

    private Planned attempt(Attempt attempt) {
        try {
            return Planned.of(attempt.on((ResponderScript) constructor.newInstance()));
        } catch (InvocationTargetException thrown) {
            return failure(thrown.getCause());
        } catch (Throwable thrown) { // a script may throw anything, checked or not, and must not stop the next one
            return failure(thrown);
        }
    }

    private Planned failure(Throwable thrown) {
        return new ScriptFailure(file, type.getName()).of(thrown);
    }

    private interface Attempt {
        List<Effect> on(ResponderScript script);
    }
}
