package portcullis.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Runs contenders in turns, so that what else the machine does falls on all of them alike, and keeps the median of each. The first
 * round, which brings files and programs into memory, does not count.
 */
final class Rounds {
    /** One who runs. */
    interface Contender {
        Cost run() throws BenchFailed;
    }

    private final Load load;
    private final Sheet sheet;
    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    Rounds(Load load, Sheet sheet) {
        this.load = load;
        this.sheet = sheet;
    }

    void add(String name, Contender contender) {
        contenders.put(name, contender);
        costs.put(name, new ArrayList<>());
    }

    boolean has(String name) {
        return contenders.containsKey(name);
    }

    void run() throws BenchFailed {
        for (int round = load.smoke() ? 1 : 0; round <= load.rounds(); round++) {
            for (Map.Entry<String, Contender> one : contenders.entrySet()) {
                load.told()
                        .accept((round == 0 ? "warming" : "round " + round + " of " + load.rounds()) + ": "
                                + one.getKey());
                Cost cost = one.getValue().run();
                if (round > 0) costs.get(one.getKey()).add(cost);
            }
        }
        costs.keySet().forEach(name -> sheet.spread(spread(name)));
    }

    private double spread(String name) {
        double least = costs.get(name).stream().mapToDouble(Cost::cpu).min().orElse(0);
        double most = costs.get(name).stream().mapToDouble(Cost::cpu).max().orElse(0);
        return least > 0 ? most / least : 1;
    }

    double cpu(String name) {
        return median(name, Cost::cpu);
    }

    double wall(String name) {
        return median(name, Cost::wall);
    }

    double peak(String name) {
        return median(name, Cost::peak);
    }

    /** What it printed last. */
    String said(String name) {
        List<Cost> all = costs.get(name);
        return all.isEmpty() ? "" : all.get(all.size() - 1).said();
    }

    private double median(String name, ToDoubleFunction<Cost> part) {
        return Medians.of(costs.get(name).stream().mapToDouble(part).toArray());
    }
}
