package portcullis.respond.host;

import java.util.List;
import java.util.Optional;

/** A door to nftables in the kernel. Each call is one transaction: all statements or none. Safe for several threads. */
public interface Firewall extends AutoCloseable {
    /**
     * Carries the statements out; names in them may be looked up, so pass none that somebody else could have chosen.
     *
     * @return what they print, for statements that list
     */
    String run(List<String> statements) throws HostFailed;

    /** Which door this is, for {@code status} and {@code doctor}. */
    String door();

    @Override
    void close();

    /** The best door of this host: the library in this process, else a child that is kept; one that says no where neither is. */
    static Firewall open(Commands commands) {
        Optional<Firewall> library = NftLibrary.open();
        if (library.isPresent()) return library.get();
        return commands.has("nft") ? new NftChild(commands) : new NoFirewall();
    }
}
