title 'test'
needs 'nothing'

block { verdict ->
    say 'id'.execute().text
}
release { verdict -> say 'released' }
check { say 'checked' }
