package portcullis.cli;

import java.util.List;
import portcullis.scenario.backtest.Compared;

/** How a backtest is told: in sentences or in JSON. */
interface BacktestReport {
    void recording(Compared compared);

    void ends(List<Compared> all);
}
