package portcullis.detect.rules;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Audience;
import portcullis.fact.Conversation;
import portcullis.fact.Counts;
import portcullis.fact.Doubt;
import portcullis.fact.Evidence;
import portcullis.fact.Excluded;
import portcullis.fact.ForeignAlert;
import portcullis.fact.Ignored;
import portcullis.fact.Kind;
import portcullis.fact.Listed;
import portcullis.fact.Login;
import portcullis.fact.Mode;
import portcullis.fact.ModeOn;
import portcullis.fact.Network;
import portcullis.fact.Newcomer;
import portcullis.fact.Probe;
import portcullis.fact.RingOn;
import portcullis.fact.Source;
import portcullis.fact.SourceNetwork;
import portcullis.fact.Target;
import portcullis.fact.Tool;
import portcullis.fact.Touch;
import portcullis.fact.Transport;
import portcullis.fact.Trusted;
import portcullis.fact.Words;

/**
 * The words that rules may use. Read from the classes by reflection, which is banned elsewhere: a list by hand would tell authors of
 * words that are gone, and the compiler that checks them knows these same classes.
 */
final class Vocabulary {
    private static final Map<String, Class<?>> FACTS = named(
            Touch.class,
            Newcomer.class,
            Source.class,
            Target.class,
            SourceNetwork.class,
            Probe.class,
            Login.class,
            ForeignAlert.class,
            ModeOn.class,
            Listed.class,
            Excluded.class,
            Trusted.class,
            RingOn.class,
            Counts.class,
            Ignored.class,
            Alarm.class,
            Doubt.class);
    private static final Map<String, Class<?>> VALUES = named(
            Mode.class,
            Kind.class,
            Transport.class,
            Tool.class,
            Audience.class,
            Conversation.class,
            Evidence.class,
            Address.class,
            Network.class,
            Words.class);

    private Vocabulary() {}

    private static Map<String, Class<?>> named(Class<?>... types) {
        return Arrays.stream(types)
                .collect(Collectors.toMap(Class::getSimpleName, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    /** What may stand in conditions. */
    static Set<String> facts() {
        return FACTS.keySet();
    }

    /** All names of types. */
    static Set<String> types() {
        Set<String> types = new TreeSet<>(FACTS.keySet());
        types.addAll(VALUES.keySet());
        return types;
    }

    /** What may be asked of a fact or a value, as a field or with brackets; empty where the type is not ours. */
    static Optional<Set<String>> parts(String type) {
        return type(type)
                .map(found -> Arrays.stream(found.getMethods())
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .map(Method::getName)
                        .flatMap(name -> Stream.of(name, property(name)))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** {@code getAddress()} is also {@code address}. */
    private static String property(String method) {
        boolean isGetter = method.startsWith("get") && method.length() > 3;
        return isGetter ? Character.toLowerCase(method.charAt(3)) + method.substring(4) : method;
    }

    /** The constants of an enumeration, as in {@code Mode.ATCP}; empty where the type is none of ours. */
    static Optional<List<String>> constants(String type) {
        return type(type)
                .filter(Class::isEnum)
                .map(found -> Arrays.stream(found.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .map(field -> type + "." + field.getName())
                        .toList());
    }

    private static Optional<Class<?>> type(String name) {
        return Optional.<Class<?>>ofNullable(FACTS.get(name)).or(() -> Optional.ofNullable(VALUES.get(name)));
    }
}
