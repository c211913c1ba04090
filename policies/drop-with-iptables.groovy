// Only what is not part of a conversation is dropped, so a forged source cannot cut this host off from its own peers.
// iptables cannot add a rule once only: the ledger blocks no source twice, and where rules must survive more than that,
// drop-with-ipset is the better choice. The rule does not end by itself.
title 'Drop new packets from the source with iptables'
needs 'iptables and ip6tables with the conntrack and comment matches, CAP_NET_ADMIN'
ends 'on release'

List dropping(String where, Warrant verdict) {
    [verdict.source().version() == 4 ? 'iptables' : 'ip6tables', '-w', where, 'INPUT', '-s', verdict.source(),
     '-m', 'conntrack', '--ctstate', 'NEW,INVALID,UNTRACKED', '-m', 'comment', '--comment', 'portcullis', '-j', 'DROP']
}

block { verdict -> command dropping('-I', verdict) }
release { verdict -> command dropping('-D', verdict) }
check {
    command 'iptables', '-w', '-S', 'INPUT'
    command 'ip6tables', '-w', '-S', 'INPUT'
}
