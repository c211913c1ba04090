package portcullis.bench;

import java.nio.file.Path;
import java.util.Optional;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Refused;

/** The rules that shards ask, with the settings of the question that all contenders answer. */
record ShardRules(RuleBase rules, Settings settings) {
    static ShardRules read(Path home, Optional<Path> cache) throws BenchFailed {
        try {
            SettingsReader reader = new SettingsReader();
            for (String word : ReplayBench.QUESTION) reader.assignment(word.substring("--set=".length()));
            Settings settings = reader.settings();
            return new ShardRules(
                    RuleBase.of(RuleBase.rendered(home.resolve("rules"), settings.literals()), cache), settings);
        } catch (Refused refused) {
            throw new BenchFailed("reading rules", refused);
        }
    }

    Shard shard(int sources, long seed) {
        return new Shard(rules, settings, sources, seed);
    }
}
