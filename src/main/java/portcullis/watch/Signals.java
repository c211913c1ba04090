package portcullis.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which the platform knows only through {@code sun.misc.Signal}: reached by its name, since a compiler that takes warnings for
 * errors does not let it be named.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** Has SIGHUP run this instead of ending the program. */
    static void onHangUp(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> answer = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {answer}, (self, method, words) -> {
                        if (method.getName().equals("handle")) task.run();
                        return method.getName().equals("hashCode") ? System.identityHashCode(self) : null;
                    });
            signal.getMethod("handle", signal, answer)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException missing) {
            Throwable why = missing instanceof InvocationTargetException ? missing.getCause() : missing;
            LOG.warn("SIGHUP does not reload here: {}", why.toString());
        }
    }
}
