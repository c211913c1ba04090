package portcullis.respond;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of a closed set go away, else a year of reloads fills the memory. */
final class ReloadTest {
    private static final int RELOADS = 200;

    @Test
    void theClassesOfClosedSetsAreUnloaded(@TempDir Path path, @TempDir Path cache) throws Exception {
        Policies policies =
                new Folder(path).blocking("tells", "say 'told'").policies().cachedIn(cache);
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        List<PhantomReference<ClassLoader>> watched = new ArrayList<>();
        for (int i = 0; i < RELOADS; i++) watched.add(new PhantomReference<>(loadUseAndClose(policies), gone));

        int unloaded = 0;
        for (int round = 0; round < 10 && unloaded < RELOADS - 1; round++) {
            System.gc();
            while (gone.remove(200) != null) unloaded++;
        }

        assertThat(unloaded)
                .as("of %d", watched.size())
                .isGreaterThanOrEqualTo(RELOADS - 1); // one may stand on a stack
    }

    private static ClassLoader loadUseAndClose(Policies policies) throws Exception {
        Loading loading = new Loading(policies, Folder.THREADS, true).load(List.of("tells"));
        Responder responder = loading.loaded().get("tells");
        assertThat(responder.plan(Part.BLOCK, Trial.sample()).effects()).hasSize(1);
        responder.close();
        return responder.loader();
    }
}
