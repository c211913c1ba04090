/**
 * Ports that we hold open for the modes tcp and udp. In: which ports to hold, and which of them somebody serves. Out: a kernel that
 * completes handshakes on them, which the capture sees; nothing that arrives is read. Start at {@link portcullis.capture.held.HeldPorts}.
 */
package portcullis.capture.held;
