title 'test'
needs 'nothing'

block { verdict ->
    say 'unfinished
}
release { verdict -> say 'released' }
check { say 'checked' }
