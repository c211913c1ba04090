title 'test'
needs 'nothing'

block { verdict ->
    while (true) { }
}
release { verdict -> say 'released' }
check { say 'checked' }
