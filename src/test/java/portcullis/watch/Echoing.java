package portcullis.watch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A service that says back what it hears, on the ports that are named: a process of its own, until it is ended. */
final class Echoing {
    private Echoing() {}

    public static void main(String[] ports) throws Exception {
        for (String port : ports) {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(Integer.parseInt(port)));
            new Thread(() -> accept(server)).start();
        }
        System.out.println("serving");
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket client = server.accept();
                new Thread(() -> echo(client)).start();
            }
        } catch (IOException closed) {
            System.err.println("the service ended: " + closed);
        }
    }

    private static void echo(Socket client) {
        try (client;
                InputStream in = client.getInputStream()) {
            in.transferTo(client.getOutputStream());
        } catch (IOException gone) {
            System.err.println("a client is gone: " + gone.getMessage());
        }
    }
}
