/**
 * Takes over what PortSentry left. In: the folder of its configuration. Out: an {@link portcullis.heir.estate.Inheritance}: our settings,
 * lists and responders as texts, and what became of each line. It writes nothing and runs nothing. Start at
 * {@link portcullis.heir.estate.Estate}.
 */
package portcullis.heir.estate;
