// The kernel ends the block by itself. Once, before: ipset create portcullis4 hash:ip timeout 0, portcullis6 the same with
// family inet6, and one rule each: iptables -I INPUT -m set --match-set portcullis4 src
// -m conntrack --ctstate NEW,INVALID,UNTRACKED -j DROP (ip6tables for portcullis6).
title 'Put the source into a set that iptables drops'
needs 'ipset, the sets portcullis4 and portcullis6 with a rule each, CAP_NET_ADMIN'

block { verdict ->
    command 'ipset', 'add', "portcullis${verdict.source().version()}", verdict.source(),
            'timeout', verdict.span().seconds, '-exist'
}
release { verdict ->
    command 'ipset', 'del', "portcullis${verdict.source().version()}", verdict.source(), '-exist'
}
check {
    command 'ipset', 'list', 'portcullis4', '-terse'
    command 'ipset', 'list', 'portcullis6', '-terse'
}
