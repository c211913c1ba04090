// The kernel ends the block by itself. Only what is not part of a conversation is dropped. Once, before, by "prepare": a set and a
// rule for IPv4 and IPv6 each; whoever flushes the rules has them back at the next check.
title 'Put the source into a set that iptables drops'
needs 'ipset, iptables and ip6tables with the conntrack and set matches, CAP_NET_ADMIN'
ends 'by itself'

List dropping(String tool, String where, String set) {
    [tool, '-w', where, 'INPUT', '-m', 'set', '--match-set', set, 'src',
     '-m', 'conntrack', '--ctstate', 'NEW,INVALID,UNTRACKED', '-j', 'DROP']
}

String set(Warrant verdict) {
    verdict.source().network ? 'portcullis64' : "portcullis${verdict.source().version()}"
}

prepare {
    command 'ipset', 'create', 'portcullis4', 'hash:ip', 'family', 'inet', 'maxelem', 131072, 'timeout', 600, '-exist'
    command 'ipset', 'create', 'portcullis6', 'hash:ip', 'family', 'inet6', 'maxelem', 131072, 'timeout', 600, '-exist'
    command 'ipset', 'create', 'portcullis64', 'hash:net', 'family', 'inet6', 'maxelem', 131072, 'timeout', 600, '-exist'
    command dropping('iptables', '-I', 'portcullis4')
    command dropping('ip6tables', '-I', 'portcullis6')
    command dropping('ip6tables', '-I', 'portcullis64')
}
remove {
    command dropping('iptables', '-D', 'portcullis4')
    command dropping('ip6tables', '-D', 'portcullis6')
    command dropping('ip6tables', '-D', 'portcullis64')
    command 'ipset', 'destroy', 'portcullis4'
    command 'ipset', 'destroy', 'portcullis6'
    command 'ipset', 'destroy', 'portcullis64'
}
block { verdict ->
    command 'ipset', 'add', set(verdict), verdict.source(),
            'timeout', verdict.span().seconds, '-exist'
}
release { verdict ->
    command 'ipset', 'del', set(verdict), verdict.source(), '-exist'
}
check {
    command 'ipset', 'list', 'portcullis4', '-terse'
    command 'ipset', 'list', 'portcullis6', '-terse'
    command 'ipset', 'list', 'portcullis64', '-terse'
    command dropping('iptables', '-C', 'portcullis4')
    command dropping('ip6tables', '-C', 'portcullis6')
    command dropping('ip6tables', '-C', 'portcullis64')
}
