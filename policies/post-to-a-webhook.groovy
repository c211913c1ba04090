// Once, beside the line: a server that hangs delays posts and nothing else, and one that is down has missed them.
title 'Post the block to a web server, signed'
needs 'a server that takes it (docs/webhooks.md); option webhook-url, and the secret webhook in settings'

Map<String, ?> told(String event, Warrant verdict) {
    [event: event,
     at: verdict.at(),
     source: verdict.source(),
     target: verdict.because().proof().target(),
     span_s: verdict.span().seconds,
     rule: verdict.because().rule(),
     reason: verdict.reason(),
     ports: verdict.because().proof().ports(),
     transport: verdict.transport().word(),
     mode: verdict.mode().word(),
     evidence: verdict.because().proof().evidence().word()]
}

block { verdict ->
    post url: option('webhook-url'), json: told(verdict.span().zero ? 'alarm' : 'block', verdict), sign: 'webhook'
}
release { verdict ->
    post url: option('webhook-url'), json: told('release', verdict), sign: 'webhook'
}
check { say "posts to ${option('webhook-url')}, signed with the secret in ${option('secrets.webhook')}" }
