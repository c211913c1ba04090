package portcullis.respond.host;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libnftables in this process: a sixth of a millisecond for one block. It knows one caller at a time, hence the lock; and
 * it works in the network namespace of the thread that calls.
 */
public final class NftLibrary implements Firewall {
    static final String FILE = "libnftables.so.1";
    private static final Logger LOG = LoggerFactory.getLogger(NftLibrary.class);

    private Pointer context; // guarded by this: the line's thread blocks, another checks the table

    private NftLibrary(Pointer context) {
        this.context = context;
    }

    /** The library's own functions. Mapped directly, as a block makes three calls and JNA's other way takes several times as long for each. */
    private static final class Library {
        static {
            Native.register(FILE); // once: JNA keeps what it registers
        }

        static native Pointer nft_ctx_new(int flags);

        static native int nft_ctx_buffer_output(Pointer context);

        static native int nft_ctx_buffer_error(Pointer context);

        static native int nft_run_cmd_from_buffer(Pointer context, byte[] text);

        static native Pointer nft_ctx_get_output_buffer(Pointer context);

        static native Pointer nft_ctx_get_error_buffer(Pointer context);

        static native void nft_ctx_free(Pointer context);
    }

    /**
     * Empty where the library is not here, or is another than we know. To be opened early: its socket's number must be below 1024, since
     * it waits with {@code select}.
     */
    public static Optional<Firewall> open() {
        try {
            Pointer context = Library.nft_ctx_new(0);
            if (context == null) return Optional.empty();
            Library.nft_ctx_buffer_output(context);
            Library.nft_ctx_buffer_error(context);
            return Optional.of(new NftLibrary(context));
        } catch (LinkageError missing) { // the library, one of its functions, or JNA's own part for this processor
            LOG.info("{} is not used: {}", FILE, missing.toString());
            return Optional.empty();
        }
    }

    @Override
    public synchronized String run(List<String> statements) throws HostFailed {
        if (context == null) throw HostFailed.refused("the firewall's door is closed");
        byte[] text = (String.join("\n", statements) + "\n\0").getBytes(StandardCharsets.UTF_8);
        int failed = Library.nft_run_cmd_from_buffer(context, text);
        String printed =
                text(Library.nft_ctx_get_output_buffer(context)); // both: reading empties them for the next call
        String said = text(Library.nft_ctx_get_error_buffer(context));
        if (failed != 0) throw HostFailed.refused(said.isBlank() ? "nft says nothing, returns " + failed : said);
        return printed;
    }

    private static String text(Pointer text) {
        return text == null || text.getByte(0) == 0 ? "" : text.getString(0);
    }

    @Override
    public String door() {
        return FILE + " in this process";
    }

    @Override
    public synchronized void close() {
        if (context != null) Library.nft_ctx_free(context);
        context = null;
    }
}
