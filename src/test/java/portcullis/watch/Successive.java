package portcullis.watch;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import portcullis.cli.CommandLineOf;

/**
 * Runs one command line of Portcullis after the other, each a line of standard input with tabs between its words, and says {@code ended}
 * and the exit code. Before, it serves the ports that are named, as {@code tcp:22} or {@code udp:9}. One warm process for many watchers.
 */
final class Successive {
    private Successive() {}

    public static void main(String[] served) throws Exception {
        List<AutoCloseable> sockets = new ArrayList<>();
        for (String each : served) {
            int port = Integer.parseInt(each.substring(4));
            if (each.startsWith("udp:")) {
                sockets.add(new DatagramSocket(port));
                continue;
            }
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(port));
            sockets.add(socket);
        }
        PrintWriter out = new PrintWriter(System.out, true);
        out.println("serving " + sockets.size());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            out.println("ended " + CommandLineOf.portcullis(out, line.split("\t")));
    }
}
