package portcullis.capture.live;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.util.HexFormat;

/** A program for a test to run inside a network namespace: sends one frame, byte for byte. Arguments: interface, the bytes in hexadecimal. */
final class Injecting {
    private static final NativeLibrary C = NativeLibrary.getInstance("c");
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;

    private Injecting() {}

    public static void main(String[] args) {
        byte[] bytes = HexFormat.of().parseHex(args[1]);
        Memory frame = new Memory(bytes.length);
        frame.write(0, bytes, 0, bytes.length);
        Memory address = new Memory(20); // struct sockaddr_ll
        address.clear();
        address.setShort(0, (short) AF_PACKET);
        address.setInt(4, call("if_nametoindex", args[0]));
        int socket = call("socket", AF_PACKET, SOCK_RAW, 0);
        call("sendto", socket, frame, bytes.length, 0, address, 20);
    }

    private static int call(String name, Object... values) {
        Function function = C.getFunction(name);
        int result = function.invokeInt(values);
        if (result < 0) throw new AssertionError(name + " fails");
        return result;
    }
}
