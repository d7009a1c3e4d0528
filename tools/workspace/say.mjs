/**
 * Our own words go to stderr: stdout belongs to the program that is started (the server's ready
 * line, the test report), and other programs read it.
 */
export function say(line) {
  process.stderr.write(`[pintumbler] ${line}\n`);
}

/** `412 ms`, `3.1 s`: short enough for the end of a line. */
export function took(startedAt) {
  const ms = Date.now() - startedAt;
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Says every few seconds that `what` is still going on, so that a silent child does not look
 * like a hang. Call the returned function when it is over.
 */
export function sayWhileWaiting(what, everySeconds = 5) {
  const startedAt = Date.now();
  const timer = setInterval(() => say(`${what} ... ${took(startedAt)}`), everySeconds * 1000);
  return () => clearInterval(timer);
}

/** Ends a command whose failure is the user's to fix: the message, no stack trace. */
export function giveUp(message, exitCode = 1) {
  say(message.split('\n').join('\n[pintumbler]   '));
  process.exit(exitCode);
}
