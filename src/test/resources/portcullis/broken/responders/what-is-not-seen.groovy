title 'test'
needs 'nothing'

block { verdict ->
    say "x"
}
release { verdict -> say 'released' }
check { say 'checked' }
// ‮ dlrow
