package portcullis.respond.host;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libnftables in this process: a fifth of a millisecond for one block. It knows one caller at a time, hence the lock; and
 * it works in the network namespace of the thread that calls.
 */
public final class NftLibrary implements Firewall {
    static final String FILE = "libnftables.so.1";
    private static final Logger LOG = LoggerFactory.getLogger(NftLibrary.class);

    private final Function run;
    private final Function output;
    private final Function error;
    private final Function free;
    private Pointer context; // guarded by this: the line's thread blocks, another checks the table

    private NftLibrary(NativeLibrary library, Pointer context) {
        this.run = library.getFunction("nft_run_cmd_from_buffer");
        this.output = library.getFunction("nft_ctx_get_output_buffer");
        this.error = library.getFunction("nft_ctx_get_error_buffer");
        this.free = library.getFunction("nft_ctx_free");
        this.context = context;
    }

    /**
     * Empty where the library is not here, or is another than we know. To be opened early: its socket's number must be below 1024, since
     * it waits with {@code select}.
     */
    public static Optional<Firewall> open() {
        try {
            NativeLibrary library = NativeLibrary.getInstance(FILE);
            Pointer context = library.getFunction("nft_ctx_new").invokePointer(new Object[] {0});
            if (context == null) return Optional.empty();
            NftLibrary opened = new NftLibrary(library, context);
            library.getFunction("nft_ctx_buffer_output").invokeInt(new Object[] {context});
            library.getFunction("nft_ctx_buffer_error").invokeInt(new Object[] {context});
            return Optional.of(opened);
        } catch (LinkageError missing) { // the library, one of its functions, or JNA's own part for this processor
            LOG.info("{} is not used: {}", FILE, missing.toString());
            return Optional.empty();
        }
    }

    @Override
    public synchronized String run(List<String> statements) throws HostFailed {
        if (context == null) throw HostFailed.refused("the firewall's door is closed");
        int failed = run.invokeInt(new Object[] {context, String.join("\n", statements) + "\n"});
        String printed = text(output); // read both: reading empties them for the next call
        String said = text(error);
        if (failed != 0) throw HostFailed.refused(said.isBlank() ? "nft says nothing, returns " + failed : said);
        return printed;
    }

    private String text(Function buffer) {
        Pointer text = buffer.invokePointer(new Object[] {context});
        return text == null ? "" : text.getString(0);
    }

    @Override
    public String door() {
        return FILE + " in this process";
    }

    @Override
    public synchronized void close() {
        if (context != null) free.invokeVoid(new Object[] {context});
        context = null;
    }
}
