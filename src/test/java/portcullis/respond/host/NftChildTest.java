package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;

class NftChildTest {
    private Netns host;
    private Firewall child;
    private Table table;

    @BeforeEach
    void open() throws HostFailed {
        host = Netns.open("nft");
        child = new NftChild(host.commands());
        table = Table.sparing(child);
        table.install();
    }

    @AfterEach
    void close() throws HostFailed {
        child.close();
        host.close();
    }

    @Test
    void manyStepsAreOneProcess() throws HostFailed {
        child.run(ban("192.0.2.0"));
        List<Long> before = processes();

        for (int i = 1; i < 100; i++) child.run(ban("192.0.2." + i));

        assertThat(table.read()).hasSize(100);
        assertThat(processes()).isEqualTo(before).hasSize(1);
    }

    @Test
    void aStepIsDoneOrRefusedAsAWholeInNftsWords() throws HostFailed {
        assertThatThrownBy(() -> child.run(List.of(
                        "add element inet portcullis banned4 { 192.0.2.1 timeout 600s }",
                        "delete element inet portcullis banned4 { 192.0.2.77 }")))
                .isInstanceOf(HostFailed.class)
                .hasMessageContaining("No such file or directory")
                .hasMessageContaining("192.0.2.77");

        assertThat(table.read()).isEmpty();
        child.run(ban("192.0.2.1"));
        assertThat(table.read()).hasSize(1);
    }

    @Test
    void aChildThatWasKilledIsReplaced() throws HostFailed {
        child.run(ban("192.0.2.1"));
        processes()
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                }));

        child.run(ban("192.0.2.2"));

        assertThat(table.read()).hasSize(2);
    }

    @Test
    void whatIsLongIsOneStepToo() throws HostFailed {
        Map<Address, Long> banned = new HashMap<>();
        for (int i = 0; i < 10_000; i++) banned.put(Address.ofIpv4(0x0A000000 + i), 600L);

        table.restore(banned);

        assertThat(table.read()).hasSize(10_000);
    }

    private static List<String> ban(String source) {
        return List.of("add element inet portcullis banned4 { " + source + " timeout 600s }");
    }

    /** Those nft that are ours and inside. */
    private List<Long> processes() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(process -> String.join(" ", process.info().arguments().orElse(new String[0]))
                        .contains("-i"))
                .filter(process -> process.info().command().orElse("").endsWith("nft"))
                .map(ProcessHandle::pid)
                .toList();
    }
}
