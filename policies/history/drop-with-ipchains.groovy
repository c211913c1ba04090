// An example from Linux 2.2 (1999 to 2001), as PortSentry 1.0 had it. No kernel since 2.6 knows ipchains.
title 'Deny the source with ipchains'
needs 'Linux 2.2, ipchains, root'
ends 'on release'

block { verdict ->
    if (verdict.source().version() == 4) command 'ipchains', '-I', 'input', '-s', verdict.source(), '-j', 'DENY', '-l'
    else cannot 'ipchains knows no IPv6'
}
release { verdict ->
    if (verdict.source().version() == 4) command 'ipchains', '-D', 'input', '-s', verdict.source(), '-j', 'DENY', '-l'
    else cannot 'ipchains knows no IPv6'
}
check { command 'ipchains', '-L', 'input', '-n' }
