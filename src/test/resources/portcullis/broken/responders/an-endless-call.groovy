title 'test'
needs 'nothing'

block { verdict ->
    java.util.concurrent.locks.LockSupport.parkNanos(60_000_000_000L)
}
release { verdict -> say 'released' }
check { say 'checked' }
