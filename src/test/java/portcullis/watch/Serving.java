package portcullis.watch;

import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A service on the ports that are named: runs as a process of its own, says so, and accepts on the last until it is ended. */
final class Serving {
    private Serving() {}

    public static void main(String[] ports) throws Exception {
        ServerSocket[] sockets = new ServerSocket[ports.length];
        for (int i = 0; i < ports.length; i++) {
            sockets[i] = new ServerSocket();
            sockets[i].bind(new InetSocketAddress(Integer.parseInt(ports[i])));
        }
        System.out.println("serving");
        while (true) sockets[ports.length - 1].accept().close();
    }
}
