/**
 * What is found of which scan. In: a folder of recordings whose labels say who scans how. Out: for each, by which rule, after how many
 * probes; and how slow a scan may be. Everything is replayed; nothing is known of rules but what they say. Start at
 * {@link portcullis.scenario.coverage.Matrix}.
 */
package portcullis.scenario.coverage;
