// Never over UDP: the banner would go to whoever the packet names, and make this host a reflector.
title 'Answer the source with a banner'
needs 'option banner; a port that we hold open (modes tcp)'

block { verdict ->
    if (verdict.transport().word() == 'tcp') banner verdict.expand(option('banner'))
    else cannot 'an answer over UDP would reflect to a forged source'
}
release { cannot 'what was sent cannot be unsent' }
check { say "sends ${option('banner').length()} characters" }
