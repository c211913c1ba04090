package portcullis.capture.live;

import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.Pcaps;
import portcullis.capture.CaptureFailed;

/** Opens devices and sets filters, and says in the administrator's words why it cannot. */
final class Opening {
    private static final int NO_SUCH_DEVICE = -5;
    private static final int PERMISSION_DENIED = -8;
    private static final int NOT_UP = -9;
    private static final int PROMISCUOUS_DENIED = -11;
    private static final int READ_TIMEOUT = 10; // says nothing in immediate mode, but may not be 0

    private Opening() {}

    static PcapHandle open(Tap tap) throws CaptureFailed {
        try {
            return activate(tap, TimestampPrecision.NANO);
        } catch (PcapNativeException e) {
            return openWithMicroseconds(tap, e);
        } catch (LinkageError e) { // at the first call its class fails to load, at the next it is not found
            throw missing(e);
        }
    }

    /** For link types or versions of libpcap that know no nanoseconds; where that is not it, the first failure is told. */
    private static PcapHandle openWithMicroseconds(Tap tap, PcapNativeException first) throws CaptureFailed {
        if (!String.valueOf(first.getMessage()).contains("precision")) throw failed(tap.name(), first);
        try {
            return activate(tap, TimestampPrecision.MICRO);
        } catch (PcapNativeException e) {
            throw failed(tap.name(), e);
        }
    }

    private static PcapHandle activate(Tap tap, TimestampPrecision precision) throws PcapNativeException {
        return new PcapHandle.Builder(tap.name())
                .snaplen(FrameQueue.FRAME_BYTES)
                .promiscuousMode(PromiscuousMode.NONPROMISCUOUS)
                .timeoutMillis(READ_TIMEOUT)
                .immediateMode(true)
                .bufferSize(tap.bufferBytes())
                .timestampPrecision(precision)
                .build();
    }

    private static CaptureFailed failed(String name, PcapNativeException e) {
        int code = e.getReturnCode() == null ? 0 : e.getReturnCode();
        return switch (code) {
            case PERMISSION_DENIED, PROMISCUOUS_DENIED -> notPermitted(name, e);
            case NO_SUCH_DEVICE -> CaptureFailed.unavailable(noSuch(name), e);
            case NOT_UP -> CaptureFailed.unavailable(notUp(name), e);
            default -> CaptureFailed.unavailable(name + ": cannot be opened: " + e.getMessage(), e);
        };
    }

    static CaptureFailed missing(LinkageError e) {
        return CaptureFailed.unavailable("libpcap is missing: apt-get install libpcap0.8", e);
    }

    static CaptureFailed notPermitted(String name, Exception e) {
        return CaptureFailed.notPermitted(
                name + ": capturing needs the capability CAP_NET_RAW, which this process lacks; run it as root or"
                        + " with AmbientCapabilities=CAP_NET_RAW",
                e);
    }

    static String noSuch(String name) {
        return name + ": there is no such interface; `ip link` lists them";
    }

    static String notUp(String name) {
        return name + ": is down; `ip link set " + name + " up`";
    }

    /**
     * Compiles a filter for the link type of a live handle without touching it, so that what runs goes on meanwhile: with many
     * ports libpcap thinks for a second. The program is the same that the handle itself would make, {@code inbound} included.
     */
    static BpfProgram compile(PcapHandle live, String name, String text) throws CaptureFailed {
        try (PcapHandle dead = Pcaps.openDead(live.getDlt(), FrameQueue.FRAME_BYTES)) {
            return dead.compileFilter(text, BpfCompileMode.OPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN);
        } catch (PcapNativeException | NotOpenException e) {
            throw refused(name, e);
        }
    }

    /** Puts a program in force and frees it. */
    static void filter(PcapHandle handle, String name, BpfProgram program) throws CaptureFailed {
        try {
            handle.setFilter(program);
        } catch (PcapNativeException e) {
            throw refused(name, e);
        } catch (NotOpenException e) {
            throw CaptureFailed.unavailable(name + ": was closed before its filter was set", e);
        } finally {
            program.free();
        }
    }

    static CaptureFailed refused(String name, Exception e) {
        return CaptureFailed.unavailable(name + ": libpcap refuses the kernel filter: " + e.getMessage(), e);
    }
}
