package portcullis.cli;

import java.util.List;
import java.util.Optional;
import portcullis.scenario.score.Baseline;
import portcullis.scenario.score.Scored;
import portcullis.scenario.score.Total;

/** How a score is told: in sentences or in JSON. */
interface ScoreReport {
    void capture(Scored scored);

    void ends(List<Total> totals, Optional<Baseline.Comparison> comparison);
}
