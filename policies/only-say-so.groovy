// Answers the whole contract and touches nothing. Copy it to begin a responder of your own.
title 'Say in the journal what a block would have met'
needs 'nothing'

block { verdict ->
    if (verdict.span().zero) say "would answer ${verdict.source()}: ${verdict.reason()}" // settings say: run only
    else say "would block ${verdict.source()} for ${verdict.span().seconds} s: ${verdict.reason()}"
}
release { verdict ->
    say "would release ${verdict.source()}"
}
check { say 'there is nothing to check' }
