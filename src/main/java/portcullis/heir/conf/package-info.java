/**
 * Reads the configuration of PortSentry as PortSentry itself did. In: the bytes of {@code portsentry.conf}. Out: its options, each with its
 * line, and a {@link portcullis.heir.conf.Finding} for whatever had no effect or another than it seems. It must not know what becomes of
 * them. Start at {@link portcullis.heir.conf.Conf}.
 */
package portcullis.heir.conf;
