title 'test'
needs 'nothing'

block { verdict ->
    ntf 'list ruleset'
}
release { verdict -> say 'released' }
check { say 'checked' }
