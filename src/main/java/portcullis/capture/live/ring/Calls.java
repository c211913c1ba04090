package portcullis.capture.live.ring;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The C library, as far as the ring needs it. */
final class Calls {
    static {
        Native.register(Calls.class, "c");
    }

    private Calls() {}

    static native int socket(int domain, int type, int protocol);

    static native int bind(int socket, Pointer address, int length);

    static native int setsockopt(int socket, int level, int option, Pointer value, int length);

    static native int getsockopt(int socket, int level, int option, Pointer value, Pointer length);

    static native Pointer mmap(
            Pointer where, NativeLong length, int protection, int flags, int file, NativeLong offset);

    static native int munmap(Pointer where, NativeLong length);

    static native int poll(Pointer files, NativeLong count, int millis);

    static native int eventfd(int start, int flags);

    static native NativeLong write(int file, Pointer bytes, NativeLong length);

    static native int close(int file);

    static native String strerror(int number);
}
