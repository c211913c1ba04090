title 'test'
needs 'nothing'

block { verdict ->
    say new File('/etc/passwd').text
}
release { verdict -> say 'released' }
check { say 'checked' }
