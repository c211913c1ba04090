title 'Write a line to syslog'
needs 'logger; option syslog.priority, else auth.warning'

block { verdict ->
    command 'logger', '-t', 'portcullis', '-p', option('syslog.priority', 'auth.warning'), '--',
            "blocked ${verdict.source()} port ${verdict.port()} mode ${verdict.mode().word()}: ${verdict.reason()}"
}
release { verdict ->
    command 'logger', '-t', 'portcullis', '-p', option('syslog.priority', 'auth.warning'), '--',
            "released ${verdict.source()}"
}
check { command 'logger', '--version' }
