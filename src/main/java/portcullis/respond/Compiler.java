package portcullis.respond;

import groovy.lang.GroovyClassLoader;
import groovy.transform.CompileStatic;
import groovy.transform.ThreadInterrupt;
import groovy.transform.TimedInterrupt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.tools.GroovyClass;
import portcullis.fact.Refused;

/**
 * Turns the text of a script into class files. Compiles statically, so that a slip of the pen is found when the script is
 * loaded and not during an attack; {@code // dynamic} in the first line asks for Groovy's usual late look-up.
 */
final class Compiler {
    private final Duration limit;

    /** @param limit compiled into the script as the time of one plan */
    Compiler(Duration limit) {
        this.limit = limit;
    }

    Compiled compile(ScriptText script, String className) throws Refused {
        CompilerConfiguration settings = settings(script.isDynamic());
        try (GroovyClassLoader loader = new GroovyClassLoader(Compiler.class.getClassLoader(), settings)) {
            CompilationUnit unit = new CompilationUnit(settings, null, loader);
            unit.addSource(className + ".groovy", script.text());
            unit.compile(Phases.CLASS_GENERATION);
            return new Compiled(className, classes(unit));
        } catch (MultipleCompilationErrorsException errors) {
            throw new Refused(new CompileProblems(script).of(errors));
        } catch (CompilationFailedException error) {
            throw new Refused(new CompileProblems(script).of(error));
        } catch (IOException impossible) {
            throw new UncheckedIOException("closing a class loader without files", impossible);
        }
    }

    private static Map<String, byte[]> classes(CompilationUnit unit) {
        Map<String, byte[]> classes = new HashMap<>();
        for (GroovyClass one : unit.getClasses()) classes.put(one.getName(), one.getBytes());
        return classes;
    }

    private CompilerConfiguration settings(boolean dynamic) {
        CompilerConfiguration settings = new CompilerConfiguration();
        settings.setScriptBaseClass(ResponderScript.class.getName());
        settings.setTargetBytecode(CompilerConfiguration.JDK17);
        settings.setTolerance(100);
        settings.addCompilationCustomizers(
                new Lint(),
                new ImportCustomizer().addImports(Warrant.class.getName()),
                new ASTTransformationCustomizer(ThreadInterrupt.class),
                new ASTTransformationCustomizer(
                        Map.of("value", limit.toMillis(), "unit", TimeUnit.MILLISECONDS), TimedInterrupt.class));
        if (!dynamic) settings.addCompilationCustomizers(new ASTTransformationCustomizer(CompileStatic.class));
        return settings;
    }
}
