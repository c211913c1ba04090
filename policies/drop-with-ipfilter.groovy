// @0 puts the rule before those that pass; quick stops the search there. What ipf holds as state goes on.
title 'Block the source with a rule of IP Filter'
needs 'ipf, root'
ends 'on release'

List<String> ipf(Warrant verdict, List<String> more) {
    ['ipf'] + (verdict.source().version() == 6 ? ['-6'] : []) + more + ['-f', '-']
}

CharSequence rule(Warrant verdict) {
    "block in quick from ${verdict.source().plain()}/${verdict.source().network ? 64 : verdict.source().bits()} to any\n"
}

block { verdict -> command ipf(verdict, []), "@0 ${rule(verdict)}" }
release { verdict -> command ipf(verdict, ['-r']), rule(verdict) }
check { command 'ipfstat', '-i' }
