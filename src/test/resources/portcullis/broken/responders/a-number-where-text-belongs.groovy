title 'test'
needs 'nothing'

block { verdict ->
    nft 42
}
release { verdict -> say 'released' }
check { say 'checked' }
