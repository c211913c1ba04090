/**
 * Reads what other programs write down: who logs in, and what other detection systems say. In: files, whole or as they grow. Out: {@link
 * portcullis.fact.News}, and a count of what was not understood. It must not know what is made of it. Start at {@link
 * portcullis.capture.feed.Feed}.
 */
package portcullis.capture.feed;
