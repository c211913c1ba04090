package portcullis.heir.kill;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line as a POSIX shell would have split it, without anything expanded.
 *
 * @param commands the words of each simple command; quotes are taken away
 * @param joints what stands between them: {@code |}, {@code &&}, {@code ;} and the like
 * @param globs characters outside of quotes that a shell expands to names of files, and that are plain ones here
 * @param dropped redirections that lead nowhere, a last {@code &}, and a remark
 * @param wants what only a shell can do; with any of these the line has no words that mean the same
 */
record ShellLine(
        List<List<String>> commands, List<String> joints, Set<String> globs, Set<String> dropped, Set<String> wants) {
    /** PortSentry put these in before a shell saw the line, so they are no variables of a shell. */
    static final Pattern TOKEN = Pattern.compile("\\$(?:TARGET|PORT|MODE)\\$");

    private static final Pattern NOWHERE = Pattern.compile("(?:[12]?>>?|&>|<)[ \\t]*/dev/null|[12]>&[12]|>&[12]");
    private static final Pattern REDIRECTION = Pattern.compile("[0-9]?(?:<<|<|>>|>&|>)");

    static ShellLine of(String text) {
        return new Splitter(text).line();
    }

    /** Walks once over the text. */
    private static final class Splitter {
        private final String text;
        private int at;
        private final List<List<String>> commands = new ArrayList<>();
        private final List<String> joints = new ArrayList<>();
        private final Set<String> globs = new LinkedHashSet<>();
        private final Set<String> dropped = new LinkedHashSet<>();
        private final Set<String> wants = new LinkedHashSet<>();
        private List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;

        Splitter(String text) {
            this.text = text;
        }

        ShellLine line() {
            while (at < text.length()) step(text.charAt(at));
            endCommand("");
            if (!joints.isEmpty() && joints.size() == commands.size()) {
                String last = joints.remove(joints.size() - 1);
                if (last.equals("&") || last.equals(";")) dropped.add(last);
                else wants.add(last + " with nothing after it");
            }
            return new ShellLine(commands, joints, globs, dropped, wants);
        }

        private void step(char c) {
            if (take(TOKEN, word)) inWord = true;
            else if (c == ' ' || c == '\t') end();
            else if (c == '\'' || c == '"') quoted(c);
            else if (c == '\\') escaped();
            else if (c == '#' && !inWord) remark();
            else if (takesNothing()) end();
            else if (c == '<' || c == '>' || text.substring(at).matches("(?s)[0-9](<|>).*") && !inWord) redirection();
            else if ("|&;".indexOf(c) >= 0) joint();
            else plain(c);
        }

        private boolean take(Pattern pattern, StringBuilder into) {
            Matcher matcher = pattern.matcher(text).region(at, text.length());
            if (!matcher.lookingAt()) return false;
            into.append(matcher.group());
            at = matcher.end();
            return true;
        }

        private boolean takesNothing() {
            StringBuilder taken = new StringBuilder();
            boolean isDigitOfWord = inWord && Character.isDigit(text.charAt(at));
            if (isDigitOfWord || !take(NOWHERE, taken)) return false;
            dropped.add(taken.toString());
            return true;
        }

        private void quoted(char quote) {
            inWord = true;
            for (at++; at < text.length() && text.charAt(at) != quote; ) {
                char c = text.charAt(at);
                if (take(TOKEN, word)) continue;
                if (quote == '"' && (c == '$' || c == '`')) wants.add(expansion());
                if (quote == '"' && c == '\\' && at + 1 < text.length() && "\\\"$`".indexOf(text.charAt(at + 1)) >= 0)
                    at++;
                word.append(text.charAt(at++));
            }
            if (at >= text.length()) wants.add("a quotation that does not end");
            at++;
        }

        private String expansion() {
            Matcher name =
                    Pattern.compile("\\$[A-Za-z_0-9]+|\\$.?|`").matcher(text).region(at, text.length());
            return name.lookingAt() ? name.group() : "$";
        }

        private void escaped() {
            inWord = true;
            if (at + 1 < text.length()) word.append(text.charAt(at + 1));
            at += 2;
        }

        private void remark() {
            dropped.add(text.substring(at).strip());
            at = text.length();
        }

        private void redirection() {
            StringBuilder taken = new StringBuilder();
            take(REDIRECTION, taken);
            wants.add(taken.toString());
            end();
        }

        private void joint() {
            String joint = text.startsWith("&&", at) || text.startsWith("||", at)
                    ? text.substring(at, at + 2)
                    : text.substring(at, at + 1);
            at += joint.length();
            endCommand(joint);
        }

        private void plain(char c) {
            if (c == '$' || c == '`') wants.add(expansion());
            else if ("()!".indexOf(c) >= 0) wants.add(String.valueOf(c));
            else if ("*?[]{}~".indexOf(c) >= 0) globs.add(String.valueOf(c));
            inWord = true;
            word.append(c);
            at++;
        }

        private void end() {
            if (inWord) words.add(word.toString());
            word.setLength(0);
            inWord = false;
            if (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
        }

        private void endCommand(String joint) {
            if (inWord) words.add(word.toString());
            word.setLength(0);
            inWord = false;
            if (!words.isEmpty()) {
                commands.add(List.copyOf(words));
                if (!joint.isEmpty()) joints.add(joint);
            } else if (!joint.isEmpty()) wants.add(joint + " with nothing before it");
            words = new ArrayList<>();
        }
    }
}
