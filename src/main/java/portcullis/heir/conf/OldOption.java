package portcullis.heir.conf;

/** An option as PortSentry read it. */
public record OldOption(OldKey key, String value, String file, int line) {
    /** The number that C's {@code atoi} finds: leading digits, and 0 where there are none. */
    public int number() {
        return Atoi.of(value);
    }

    @Override
    public String toString() {
        return key + "=\"" + value + '"';
    }
}
