// PortSentry's KILL_RUN_CMD. Each word is expanded by itself and no shell reads them: if you want one, name it,
// and then never put $TARGET$ into a script text; pass it as an argument.
title 'Run a command of yours'
needs 'option command, a list of words that may hold $TARGET$, $PORT$ and $MODE$; option release-command, if it can be undone'
if (options('release-command', [])) ends 'on release'

block { verdict -> command options('command').collect { word -> verdict.expand(word) } }
release { verdict ->
    List<String> words = options('release-command', [])
    if (words) command words.collect { word -> verdict.expand(word) }
    else cannot 'no release-command is set, and a command cannot be unrun'
}
check {
    if (option('command').startsWith('/')) command 'test', '-x', option('command')
    else say "${option('command')} is looked up when it runs"
}
