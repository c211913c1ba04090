title 'test'
needs 'nothing'

block { verdict ->
    say verdict.sorce().toString()
}
release { verdict -> say 'released' }
check { say 'checked' }
