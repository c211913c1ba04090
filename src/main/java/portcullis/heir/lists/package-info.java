/**
 * Reads the lists that PortSentry and psad kept. In: the bytes of an ignore file, a blocked file, a history, {@code auto_dl} or
 * {@code hosts.deny}. Out: networks to trust, sources to ban, lines to take out, and a finding for each line that is none of these. It must
 * not know what settings say. Start at {@link portcullis.heir.lists.IgnoreLines}.
 */
package portcullis.heir.lists;
