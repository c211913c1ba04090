// One mail a block: let the cap on blocks and your mail server's own limits stand before a flood.
title 'Mail the administrator'
needs '/usr/sbin/sendmail, as every mail server brings one; options mail.to and mail.from'

block { verdict ->
    command(['/usr/sbin/sendmail', '-i', '-t'], """\
From: ${option('mail.from')}
To: ${options('mail.to').join(', ')}
Subject: portcullis: ${verdict.source()}
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit

Source: ${verdict.source()}
Port:   ${verdict.port()}
Mode:   ${verdict.mode().word()}
Span:   ${verdict.span().seconds} s
Reason: ${verdict.reason()}
""")
}
release { cannot 'mail cannot be unsent' }
check { command 'test', '-x', '/usr/sbin/sendmail' }
