// Only programs linked with libwrap, or started by tcpd, ask this file, and only for new connections.
title 'Deny the source in hosts.deny'
needs 'a service that reads hosts_access(5), write access to the file'
ends 'on release'

CharSequence client(Warrant verdict) {
    String rest = verdict.source().network ? '/64' : ''
    verdict.source().version() == 4 ? "ALL: ${verdict.source()}" : "ALL: [${verdict.source().plain()}]$rest"
}

block { verdict -> appendLine option('hosts-deny', '/etc/hosts.deny'), client(verdict) }
release { verdict -> removeLine option('hosts-deny', '/etc/hosts.deny'), client(verdict) }
check { command 'test', '-w', option('hosts-deny', '/etc/hosts.deny') }
