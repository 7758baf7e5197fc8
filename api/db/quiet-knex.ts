const silent = () => {};

/** For every knex: what it has to say goes into errors, which the log writes in its own way, and never to the terminal. */
export const quietKnex = {
  log: { warn: silent, error: silent, debug: silent, deprecate: silent },
  // Else an error's message holds the statement with all of its values in it.
  compileSqlOnError: false,
};
