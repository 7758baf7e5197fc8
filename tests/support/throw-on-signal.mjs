// Loaded into a server: an error that nobody catches, at a signal, with something in it that is not for the log.
process.once('SIGUSR2', () => {
  throw new Error('the-canary-sings');
});
process.once('SIGPIPE', () => void Promise.reject(new Error('the-canary-sings')));
