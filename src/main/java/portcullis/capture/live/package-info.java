/**
 * What a live host shows of itself: packets of its interfaces through the kernel's ring or libpcap, its links, gateways and resolvers, its sockets. In:
 * devices and /proc. Out: {@link portcullis.capture.Frame}s in a {@link FrameQueue}, and facts to compare from poll to poll. It reads
 * no clock and starts no thread: who calls lends both. Start at {@link Door} and {@link SocketTables}.
 */
package portcullis.capture.live;
