/**
 * Mails what happened. In: a stretch of the journal, summed up. Out: a letter, and that letter at a mail server. It must not know when a
 * letter is due. Start at {@link portcullis.mail.Letter}.
 */
package portcullis.mail;
