package portcullis.capture.live.ring;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * A filter as the kernel runs it. libpcap compiles the text, for a device that it has not opened: so a program can be made while another
 * one runs, and the words {@code inbound} and {@code outbound} are there as on a live device.
 */
public final class FilterProgram {
    private static final int INSTRUCTION = 8;
    private static final int OPTIMIZE = 1;
    private static final int NETMASK_UNKNOWN = -1;

    private final Memory instructions;

    private FilterProgram(Memory instructions) {
        this.instructions = instructions;
    }

    /**
     * Compiles a text.
     *
     * @param linkType libpcap's number
     * @param snap bytes that the kernel copies of each packet that passes
     * @throws IllegalArgumentException with libpcap's words, where it does not understand the text
     * @throws LinkageError where libpcap is missing
     */
    public static FilterProgram compile(int linkType, int snap, String text) {
        NativeLibrary libpcap = NativeLibrary.getInstance("pcap");
        Pointer dead = libpcap.getFunction("pcap_open_dead").invokePointer(new Object[] {linkType, snap});
        if (dead == null) throw new IllegalArgumentException("libpcap does not know link type " + linkType);
        try {
            return compile(libpcap, dead, text);
        } finally {
            libpcap.getFunction("pcap_close").invokeVoid(new Object[] {dead});
        }
    }

    private static FilterProgram compile(NativeLibrary libpcap, Pointer dead, String text) {
        Function compile = libpcap.getFunction("pcap_compile");
        Memory program = new Memory(2L * com.sun.jna.Native.POINTER_SIZE); // a count, a pointer
        program.clear();
        if (compile.invokeInt(new Object[] {dead, program, text, OPTIMIZE, NETMASK_UNKNOWN}) != 0) {
            Function words = libpcap.getFunction("pcap_geterr");
            throw new IllegalArgumentException(
                    words.invokePointer(new Object[] {dead}).getString(0));
        }
        int count = program.getInt(0);
        Memory copy = new Memory((long) count * INSTRUCTION);
        copy.write(
                0,
                program.getPointer(com.sun.jna.Native.POINTER_SIZE).getByteArray(0, count * INSTRUCTION),
                0,
                count * INSTRUCTION);
        libpcap.getFunction("pcap_freecode").invokeVoid(new Object[] {program});
        return new FilterProgram(copy);
    }

    /** How many instructions it has; the kernel takes 4,096. */
    public int length() {
        return (int) (instructions.size() / INSTRUCTION);
    }

    /** As {@code struct sock_fprog} has it. To be kept until the kernel has read it. */
    Memory forKernel() {
        Memory head = new Memory(2L * com.sun.jna.Native.POINTER_SIZE);
        head.clear();
        head.setShort(0, (short) length());
        head.setPointer(com.sun.jna.Native.POINTER_SIZE, instructions);
        return head;
    }
}
