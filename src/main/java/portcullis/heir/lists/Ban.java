package portcullis.heir.lists;

import portcullis.fact.Address;
import portcullis.fact.Transport;

/**
 * A source that PortSentry wrote down as blocked.
 *
 * @param line from 1; of a binary file the number of the record
 * @param transport on whose account; of a file that does not say TCP
 * @param since as it stood there; may be empty
 */
public record Ban(Address source, String file, int line, Transport transport, String since) {}
