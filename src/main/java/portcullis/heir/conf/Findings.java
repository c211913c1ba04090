package portcullis.heir.conf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what became of each line, in the order in which it was read. */
public final class Findings {
    private final List<Finding> all = new ArrayList<>();

    /** Begins a finding about one line. */
    public At at(String file, int line, String was) {
        return new At(file, line, was);
    }

    public At at(OldOption option) {
        return new At(option.file(), option.line(), option.toString());
    }

    /** File by file, in the order in which they were first read, and line by line. */
    public List<Finding> all() {
        List<String> files = all.stream().map(Finding::file).distinct().toList();
        return all.stream()
                .sorted(Comparator.comparingInt((Finding each) -> files.indexOf(each.file()))
                        .thenComparingInt(Finding::line))
                .toList();
    }

    /** One line, of which its fate is to be told. */
    public final class At {
        private final String file;
        private final int line;
        private final String was;

        private At(String file, int line, String was) {
            this.file = file;
            this.line = line;
            this.was = was;
        }

        public void kept(String becomes) {
            add(Finding.Fate.KEPT, becomes, "");
        }

        public void kept(String becomes, String why) {
            add(Finding.Fate.KEPT, becomes, why);
        }

        public void changed(String becomes, String why) {
            add(Finding.Fate.CHANGED, becomes, why);
        }

        /** Kept where there is nothing to remark, else changed for these reasons. */
        public void told(String becomes, List<String> remarks) {
            if (remarks.isEmpty()) kept(becomes);
            else changed(becomes, String.join("; ", remarks));
        }

        public void lost(String why) {
            add(Finding.Fate.LOST, "", why);
        }

        public void damaged(String why) {
            add(Finding.Fate.DAMAGED, "", why);
        }

        private void add(Finding.Fate fate, String becomes, String why) {
            all.add(new Finding(fate, file, line, was, becomes, why));
        }
    }
}
