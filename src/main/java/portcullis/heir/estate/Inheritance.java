package portcullis.heir.estate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portcullis.heir.conf.Finding;

/**
 * What can be taken over.
 *
 * @param from in words: which PortSentry, and what tells
 * @param files what is to be written: names below one folder, and texts
 * @param responders those that we ship and that the settings name
 */
public record Inheritance(String from, List<Finding> findings, Map<String, String> files, List<String> responders) {
    public static final String SETTINGS = "portcullis.yaml";
    public static final String IGNORE = "ignore";
    public static final String BANS = "bans";
    public static final String HOSTS_DENY = "hosts.deny-lines";
    public static final String DROP_IN = "portsentry-drop-in.conf";
    public static final String POLICIES = "policies/";

    public Inheritance {
        findings = List.copyOf(findings);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        responders = List.copyOf(responders);
    }

    public List<Finding> of(Finding.Fate fate) {
        return findings.stream().filter(finding -> finding.fate() == fate).toList();
    }

    /** Whether responders of the administrator's own are among the files. */
    public boolean hasScripts() {
        return files.keySet().stream().anyMatch(name -> name.startsWith(POLICIES));
    }
}
