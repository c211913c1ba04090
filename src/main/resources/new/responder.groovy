// Say here what it does to whom, in a sentence. docs/writing-responders.md has every verb; a responder plans, and Java carries out.
// All of title, needs, block, release and check are wanted. release undoes all that block does; what cannot be undone says
// release { cannot 'mail cannot be unsent' }.
title 'NAME'
needs 'nothing'

block { verdict ->
    // verdict.source() is the address, verdict.span().seconds how long, verdict.reason() the rule's sentence, verdict.port() the last port.
    // Other verbs: nft, command, appendLine, removeLine, banner, cannot.
    say "NAME would meet ${verdict.source()} for ${verdict.span().seconds} s"
}
release { verdict ->
    say "NAME would let go of ${verdict.source()}"
}
check { say 'there is nothing to check' }
