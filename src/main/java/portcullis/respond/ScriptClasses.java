package portcullis.respond;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * The loaded classes of one script. Groovy's own loader is not needed to run them; a plain one lets the virtual machine
 * drop them as soon as Groovy's registry has.
 */
final class ScriptClasses extends ClassLoader implements AutoCloseable {
    private final Map<String, byte[]> bytes;
    private final List<Class<?>> loaded = new ArrayList<>();

    ScriptClasses(Map<String, byte[]> bytes) {
        super(ResponderScript.class.getClassLoader());
        this.bytes = bytes;
    }

    /** What is here is not looked for elsewhere first, in every library. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] body = bytes.get(name);
        if (body == null) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) return known;
            Class<?> type = defineClass(name, body, 0, body.length);
            loaded.add(type);
            return type;
        }
    }

    /** To be called after the last plan: a later call of a class would register it again. */
    @Override
    public void close() {
        loaded.forEach(InvokerHelper::removeClass);
        loaded.clear();
    }
}
