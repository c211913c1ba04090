// Once, before: ipfw table portcullis create type addr, and a rule: ipfw add 100 deny ip from 'table(portcullis)' to any.
// A rule with keep-state or established above it spares what is under way. -q makes a second add or delete no error.
title 'Put the source into a table that ipfw denies'
needs 'ipfw of FreeBSD 11 or later, root, the table portcullis with a rule'
ends 'on release'

block { verdict -> command 'ipfw', '-q', 'table', 'portcullis', 'add', verdict.source() }
release { verdict -> command 'ipfw', '-q', 'table', 'portcullis', 'delete', verdict.source() }
check { command 'ipfw', 'table', 'portcullis', 'info' }
