/**
 * Reads packets. In: {@link portcullis.capture.Frame}s. Out: a {@link portcullis.decode.PacketView} filled anew for each, or the
 * reason why there is no packet with ports in it. It must not know what a packet is a sign of. Nothing here allocates per packet
 * and no bytes can make it throw. Start at {@link portcullis.decode.Decoder}.
 */
package portcullis.decode;
