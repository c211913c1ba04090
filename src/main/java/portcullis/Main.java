package portcullis;

import portcullis.cli.Portcullis;

/** Begins and ends the program. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        System.exit(Portcullis.run(words));
    }
}
