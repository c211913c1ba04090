package portcullis.bench;

import java.util.ArrayList;
import java.util.List;

/** What one bench found. */
public final class Sheet {
    private final String bench;
    private final Machine machine;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private double noise = 1;

    Sheet(String bench, Machine machine) {
        this.bench = bench;
        this.machine = machine;
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    /** A sentence under the figures; each once. */
    void note(String sentence) {
        if (!notes.contains(sentence)) notes.add(sentence);
    }

    /** The slowest over the quickest run of one and the same thing. */
    void spread(double ratio) {
        noise = Math.max(noise, ratio);
    }

    public String bench() {
        return bench;
    }

    public Machine machine() {
        return machine;
    }

    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The worst spread that was seen: the slowest over the quickest run of one and the same thing. */
    public double noise() {
        return noise;
    }
}
