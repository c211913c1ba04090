package portcullis.heir;

import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Entry;
import portcullis.fact.Verdict;
import portcullis.watch.Voice;

/** A voice, and beside it the files in which PortSentry kept who was blocked. */
public final class ClassicVoice implements Voice {
    private final Voice voice;
    private final ClassicFiles files;

    public ClassicVoice(Voice voice, ClassicFiles files) {
        this.voice = voice;
        this.files = files;
    }

    @Override
    public void begin(long at) {
        voice.begin(at);
    }

    @Override
    public boolean keepsBlocks() {
        return true;
    }

    @Override
    public void blocked(Verdict.Block block, boolean isNew) {
        files.blocked(block, isNew);
    }

    @Override
    public void released(Verdict.Release release) {
        files.released(release);
    }

    @Override
    public void record(Entry entry) {
        voice.record(entry);
    }

    @Override
    public void more(long at, Optional<Address> source, long events) {
        voice.more(at, source, events);
    }

    @Override
    public void pause() {
        voice.pause();
        files.write();
    }

    @Override
    public void end(long at) {
        files.write();
        voice.end(at);
    }
}
