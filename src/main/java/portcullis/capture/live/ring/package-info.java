/**
 * The kernel's packet ring, mapped into our memory, through JNA. In: the index of an interface and a filter that libpcap has compiled. Out:
 * frames, one after the other, in the kernel's own memory. It knows nothing of threads, link types or what becomes of a frame. Start at
 * {@link portcullis.capture.live.ring.PacketRing}.
 */
package portcullis.capture.live.ring;
