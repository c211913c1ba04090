package portcullis.respond;

import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Walks one class as it was written, before any name is resolved. */
final class LintVisitor extends ClassCodeVisitorSupport {
    private static final String NO_CLOCK = "take times from the verdict";
    private static final String NO_FILES = "plan appendLine or removeLine";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("System", Lint.ONLY_VERBS),
            Map.entry("Runtime", "plan a command"),
            Map.entry("ProcessBuilder", "plan a command"),
            Map.entry("Thread", "planning has one thread"),
            Map.entry("Class", Lint.ONLY_VERBS),
            Map.entry("ClassLoader", Lint.ONLY_VERBS),
            Map.entry("Eval", Lint.ONLY_VERBS),
            Map.entry("GroovyShell", Lint.ONLY_VERBS),
            Map.entry("File", NO_FILES),
            Map.entry("Files", NO_FILES),
            Map.entry("Path", NO_FILES),
            Map.entry("Paths", NO_FILES),
            Map.entry("URL", "plan a post"),
            Map.entry("URI", "plan a post"),
            Map.entry("Socket", "plan a command"),
            Map.entry("ServerSocket", "plan a command"),
            Map.entry("InetAddress", "verdict.source() is an address already, and names are never looked up"),
            Map.entry("Instant", NO_CLOCK),
            Map.entry("Clock", NO_CLOCK),
            Map.entry("Date", NO_CLOCK),
            Map.entry("LocalDate", NO_CLOCK),
            Map.entry("LocalDateTime", NO_CLOCK),
            Map.entry("ZonedDateTime", NO_CLOCK));
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("execute", "plan a command"),
            Map.entry("evaluate", Lint.ONLY_VERBS),
            Map.entry("run", Lint.ONLY_VERBS),
            Map.entry("print", "use say"),
            Map.entry("printf", "use say"),
            Map.entry("println", "use say"),
            Map.entry("sleep", "planning never waits"),
            Map.entry("wait", "planning never waits"),
            Map.entry("getClass", Lint.ONLY_VERBS),
            Map.entry("getMetaClass", Lint.ONLY_VERBS),
            Map.entry("setMetaClass", Lint.ONLY_VERBS),
            Map.entry("invokeMethod", Lint.ONLY_VERBS));
    private static final Set<String> PROPERTIES = Set.of("class", "metaClass", "classLoader", "binding");

    private final SourceUnit source;

    LintVisitor(SourceUnit source) {
        this.source = source;
    }

    void refuse(ASTNode where, String found, String hint) {
        addError(found + "; " + hint, where);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public void visitAnnotations(AnnotatedNode node) {
        for (AnnotationNode annotation : node.getAnnotations())
            if (annotation.getLineNumber() > 0)
                refuse(
                        annotation,
                        "has the annotation @" + annotation.getClassNode().getNameWithoutPackage(),
                        "leave it out");
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        String type = call.getType().getNameWithoutPackage();
        refuse(call, "makes a new " + type, TYPES.getOrDefault(type, Lint.ONLY_VERBS));
        super.visitConstructorCallExpression(call);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        String name = String.valueOf(call.getMethodAsString());
        if (CALLS.containsKey(name)) refuse(call.getMethod(), "calls " + name, CALLS.get(name));
        super.visitMethodCallExpression(call);
    }

    @Override
    public void visitMethodPointerExpression(MethodPointerExpression pointer) {
        refuse(pointer, "points at a method", "call it");
    }

    @Override
    public void visitPropertyExpression(PropertyExpression property) {
        String name = String.valueOf(property.getPropertyAsString());
        if (PROPERTIES.contains(name)) refuse(property.getProperty(), "asks for ." + name, Lint.ONLY_VERBS);
        type(property.getProperty(), name);
        super.visitPropertyExpression(property);
    }

    @Override
    public void visitVariableExpression(VariableExpression variable) {
        type(variable, variable.getName());
    }

    @Override
    public void visitClassExpression(ClassExpression type) {
        type(type, type.getType().getNameWithoutPackage());
    }

    private void type(ASTNode where, String name) {
        if (TYPES.containsKey(name)) refuse(where, "uses " + name, TYPES.get(name));
    }
}
