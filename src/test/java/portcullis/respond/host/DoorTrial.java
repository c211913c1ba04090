package portcullis.respond.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Effect;

/** Measures; not a test. Start inside a network namespace of its own: {@code ip netns exec NAME java -cp ... DoorTrial}. */
final class DoorTrial {
    private DoorTrial() {}

    public static void main(String[] words) throws Exception {
        for (Firewall door : List.of(NftLibrary.open().orElseThrow(), new NftProgram(Commands.ofThisHost()))) {
            Table table = Table.sparing(door);
            table.remove();
            table.install();
            System.out.println(door.door() + ", whole " + table.isWhole());
            if (words.length > 0)
                door.run(List.of("add set inet portcullis wide4 { type ipv4_addr; flags interval,timeout; }"));
            for (int size : List.of(0, 2_000, 20_000, 100_000)) {
                Map<Address, Long> banned = new HashMap<>();
                for (int i = 0; i < size; i++) banned.put(Address.ofIpv4(0x14000000 + 2 * i), 3600L + i % 100);
                long start = System.nanoTime();
                table.restore(banned);
                long restored = System.nanoTime() - start;
                List<String> all = new ArrayList<>();
                banned.forEach((address, seconds) -> all.add(address + " timeout " + seconds + "s"));
                if (size > 0 && words.length > 0)
                    door.run(List.of(
                            "flush set inet portcullis wide4",
                            "add element inet portcullis wide4 { " + String.join(", ", all) + " }"));
                start = System.nanoTime();
                int read = table.read().size();
                long listed = System.nanoTime() - start;
                start = System.nanoTime();
                boolean whole = table.isWhole();
                long looked = System.nanoTime() - start;
                System.out.printf(
                        "%d: restore %.3f s, read %d in %.3f s, whole %s in %.3f s%n",
                        size, restored / 1e9, read, listed / 1e9, whole, looked / 1e9);
                for (String set : List.of(words.length > 0 ? "wide4" : "banned4"))
                    System.out.printf("   %s: %s%n", set, one(door, set, words.length > 0 ? 5 : 100));
            }
            long start = System.nanoTime();
            List<NftElement> many = new ArrayList<>();
            for (int i = 0; i < 1000; i++) many.add(element("add", "banned4", 0x0A000000 + 2 * i));
            new Transaction(door, many).run();
            System.out.printf("1000 in one step: %.1f ms%n", (System.nanoTime() - start) / 1e6);
            table.remove();
        }
    }

    private static String one(Firewall door, String set, int times) {
        long add = 0;
        long delete = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            new Transaction(door, List.of(element("add", set, 0x0B000000 + 2 * i))).run();
            long middle = System.nanoTime();
            new Transaction(door, List.of(element("delete", set, 0x0B000000 + 2 * i))).run();
            add += middle - start;
            delete += System.nanoTime() - middle;
        }
        return String.format("ban %.2f ms, release %.2f ms", add / 1e6 / times, delete / 1e6 / times);
    }

    private static NftElement element(String verb, String set, int address) {
        String timeout = verb.equals("add") ? " timeout 600s" : "";
        return NftElement.of(new Effect.Nft(
                        verb + " element inet portcullis " + set + " { " + Address.ofIpv4(address) + timeout + " }"))
                .orElseThrow();
    }
}
