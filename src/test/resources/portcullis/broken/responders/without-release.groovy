title 'test'
needs 'nothing'

block { verdict ->
    say "x"
}
check { say 'checked' }
