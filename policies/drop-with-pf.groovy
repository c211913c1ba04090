// In pf.conf: table <portcullis> persist, then block in quick from <portcullis>. States stay, so established sessions
// go on; add pfctl -k to the source in a copy of this file if you want them cut.
title 'Put the source into a table that pf blocks'
needs 'pfctl, root, the table portcullis in pf.conf'
ends 'on release'

block { verdict -> command 'pfctl', '-q', '-t', 'portcullis', '-T', 'add', verdict.source() }
release { verdict -> command 'pfctl', '-q', '-t', 'portcullis', '-T', 'delete', verdict.source() }
check { command 'pfctl', '-q', '-t', 'portcullis', '-T', 'show' }
