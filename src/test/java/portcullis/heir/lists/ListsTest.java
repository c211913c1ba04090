package portcullis.heir.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portcullis.fact.Address;
import portcullis.heir.conf.Dialect;
import portcullis.heir.conf.Finding;
import portcullis.heir.conf.Findings;

/** Lists line by line; whole ones are in EstateTest. */
class ListsTest {
    /** Empty: nobody was ignored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.77/24|10.0.0.0/24|",
                "10.0.0.0/24|10.0.0.0/24|10.0.0.0/24",
                "10.0.0.1|10.0.0.1|10.0.0.1",
                "10.0.0.1 a remark|10.0.0.1|",
                "10.0.0.1#remark|10.0.0.1|",
                "10.0.0.1/33||",
                "10.0.0.1/0|10.0.0.1|10.0.0.1",
                "10.1/16|10.0.0.0/16|",
                "010.0.0.1|8.0.0.1|8.0.0.1",
                "2001:db8::/32|2001:db8::/32|2001:db8::/32",
                "2001:DB8::1|2001:db8::1|",
                "2001:db8::/129||",
                "255.255.255.255||",
                "example.org||",
                "10.0.0.1/255.255.255.0||",
                "256.0.0.1||",
                "1.2.3.4.5||",
                "10.0.0.1!|10.0.0.1|",
                "' #'||",
                "' # a remark'||"
            })
    void aLineMeansWhatItMeantToPortSentry(String line, String one, String two) {
        byte[] bytes = (line.replace('!', '\r') + "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(ignored(bytes, Dialect.ONE))
                .isEqualTo(Optional.ofNullable(one).orElse(""));
        assertThat(ignored(bytes, Dialect.TWO))
                .isEqualTo(Optional.ofNullable(two).orElse(""));
    }

    private static String ignored(byte[] bytes, Dialect dialect) {
        Findings findings = new Findings();
        String networks = String.join(
                ",",
                IgnoreLines.read("portsentry.ignore", bytes, dialect, findings).stream()
                        .map(Object::toString)
                        .toList());
        assertThat(findings.all()).hasSize(1);
        return networks;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 28, 24, 30})
    void recordsAreReadInEitherOrderAndOfEachSystem(int family) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ByteBuffer bytes = ByteBuffer.allocate(24).order(order);
            bytes.putShort((short) 2).put(new byte[] {(byte) 203, 0, 113, 9}).putShort((short) family);
            bytes.put(new byte[] {0x20, 1, 0x0D, (byte) 0xB8}).put(new byte[11]).put((byte) 9);
            Findings findings = new Findings();

            List<Ban> bans = BlockedHosts.read("portsentry.blocked", bytes.array(), findings);

            assertThat(bans)
                    .extracting(Ban::source)
                    .containsExactly(Address.of("203.0.113.9"), Address.of("2001:db8::9"));
            assertThat(findings.all()).isEmpty();
        }
    }

    @Test
    void aNameThatSomebodyChoseIsNoAddress() {
        String line =
                "1795347012 - 11/22/2026 11:30:12 Host: 192.0.2.1 Port: 1 TCP Blocked/203.0.113.10 Port: 23 TCP Blocked\n";

        List<Ban> bans = BlockedHosts.read("blocked.tcp", line.getBytes(StandardCharsets.ISO_8859_1), new Findings());

        assertThat(bans).extracting(Ban::source).containsExactly(Address.of("203.0.113.10"));
    }

    @Test
    void withoutATextOfItsOwnALineIsPortSentrysOnlyIfItToldOfTheSource() {
        byte[] bytes = "ALL: 203.0.113.9\nALL: 203.0.113.10 : DENY\nALL: 203.0.113.11\nsshd: 203.0.113.9\n"
                .getBytes(StandardCharsets.UTF_8);

        List<HostsDeny.Denied> denied =
                HostsDeny.read("hosts.deny", bytes, Optional.empty(), Set.of("203.0.113.9", "203.0.113.10"));

        assertThat(denied)
                .extracting(HostsDeny.Denied::text)
                .containsExactly("ALL: 203.0.113.9", "ALL: 203.0.113.10 : DENY");
    }

    @Test
    void nothingThatBytesCanBeStopsAnyOfThem() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            Findings findings = new Findings();
            for (Dialect dialect : Dialect.values()) IgnoreLines.read("ignore", bytes, dialect, findings);
            BlockedHosts.read("blocked", bytes, findings);
            History.read("history", bytes, findings);
            DangerLevels.read("auto_dl", bytes, findings);
            HostsDeny.read("hosts.deny", bytes, Optional.empty(), Set.of());
            assertThat(findings.all().stream().map(Finding::fate)).contains(Finding.Fate.LOST);
        }
    }
}
