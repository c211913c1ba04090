/**
 * Measures how fast the program is, beside what the same work costs at least. In: a {@link portcullis.bench.Load}. Out: a
 * {@link portcullis.bench.Sheet} of figures, each with its floor and their ratio from one run. It may read the clock and start
 * processes, touches nothing of the host outside a scratch folder, and prints nothing. Start at {@link portcullis.bench.Bench}.
 */
package portcullis.bench;
