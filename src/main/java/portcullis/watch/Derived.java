package portcullis.watch;

import java.util.List;
import java.util.function.Supplier;

/** Something that is made anew only when what it is made of has changed: an idle host is looked at each second, and is as it was. */
final class Derived<T> {
    private List<?> parts = List.of();
    private T made;

    /** @param parts all that {@code maker} looks at; at least one */
    T of(List<?> parts, Supplier<T> maker) {
        if (!parts.equals(this.parts)) {
            made = maker.get();
            this.parts = parts;
        }
        return made;
    }
}
