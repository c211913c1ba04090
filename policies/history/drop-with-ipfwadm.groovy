// An example from Linux 2.0 (1996 to 1999), as PortSentry 1.0 had it. No kernel since 2.2 knows ipfwadm.
title 'Deny the source with ipfwadm'
needs 'Linux 2.0, ipfwadm, root'
ends 'on release'

block { verdict ->
    if (verdict.source().version() == 4) command 'ipfwadm', '-I', '-i', 'deny', '-S', verdict.source(), '-o'
    else cannot 'ipfwadm knows no IPv6'
}
release { verdict ->
    if (verdict.source().version() == 4) command 'ipfwadm', '-I', '-d', 'deny', '-S', verdict.source(), '-o'
    else cannot 'ipfwadm knows no IPv6'
}
check { command 'ipfwadm', '-I', '-l', '-n' }
