package portcullis.respond;

/** A verb, a declaration or an option was used in a way that cannot be planned. Thrown through the script to its caller. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String hint;
    private final boolean lacksSetting;

    private Refusal(String found, String hint, boolean lacksSetting) {
        super(found);
        this.hint = hint;
        this.lacksSetting = lacksSetting;
    }

    static Refusal of(String found, String hint) {
        return new Refusal(found, hint, false);
    }

    static Refusal lackOf(String option) {
        boolean isSecret = option.startsWith("secrets.");
        return new Refusal(
                "needs the setting " + option,
                isSecret ? "it is a file, secrets: { name: /path }" : "set it, under options where the name is yours",
                true);
    }

    String hint() {
        return hint;
    }

    boolean lacksSetting() {
        return lacksSetting;
    }
}
