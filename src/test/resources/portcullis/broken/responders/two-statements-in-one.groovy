title 'test'
needs 'nothing'

block { verdict ->
    nft 'list ruleset; flush ruleset'
}
release { verdict -> say 'released' }
check { say 'checked' }
