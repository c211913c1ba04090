package portcullis.respond;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Says which Groovy has no place in a responder, at its line. No defence: who can write the folder runs code with our
 * privileges anyway. It keeps honest authors from acting where they should plan. (Groovy's own SecureASTCustomizer names
 * no line, and lets {@code new File} and {@code 'id'.execute()} pass.)
 */
final class Lint extends CompilationCustomizer {
    static final String ONLY_VERBS = "a responder plans with verbs and acts by none";

    Lint() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        LintVisitor visitor = new LintVisitor(source);
        if (type.isScript()) imports(source.getAST(), visitor);
        else visitor.refuse(type, "declares the class " + type.getNameWithoutPackage(), ONLY_VERBS);
        visitor.visitClass(type);
    }

    private static void imports(ModuleNode module, LintVisitor visitor) {
        module.getImports().forEach(one -> refuse(one, visitor));
        module.getStarImports().forEach(one -> refuse(one, visitor));
        module.getStaticImports().values().forEach(one -> refuse(one, visitor));
        module.getStaticStarImports().values().forEach(one -> refuse(one, visitor));
        if (module.hasPackage()) visitor.refuse(module.getPackage(), "has a package", "leave it out");
    }

    private static void refuse(ImportNode one, LintVisitor visitor) {
        boolean written = one.getLineNumber() > 0; // else it is ours, from the compiler's settings
        if (written)
            visitor.refuse(one, "imports " + one.getText().replace("import ", ""), "a responder imports nothing");
    }
}
