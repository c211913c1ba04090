// Cuts the way back only: established sessions die, and what needs no answer (a UDP attack) still arrives.
// A forged source makes this host deaf to whoever really has that address.
title 'Send nothing back to the source: a blackhole route'
needs 'ip, CAP_NET_ADMIN'
ends 'on release'

block { verdict ->
    command 'ip', "-${verdict.source().version()}", 'route', 'replace', 'blackhole', verdict.source()
}
release { verdict ->
    command 'ip', "-${verdict.source().version()}", 'route', 'del', 'blackhole', verdict.source()
}
check {
    command 'ip', '-4', 'route', 'show', 'type', 'blackhole'
    command 'ip', '-6', 'route', 'show', 'type', 'blackhole'
}
