// Where the built server begins. libuv reads how many threads it may have when the first piece of work needs one, and where a
// program is an ES module that is its own loading (seen on Node 20; later versions load otherwise). So this file is none.
//
// What may want a thread at once: SQLite's writer and its four readers, two passwords, an image; and four, libuv's own number, for
// files, names and compression. With four in all, a few log-ins would keep every poll that reads waiting.
process.env.UV_THREADPOOL_SIZE ??= '12';

import('./main.js');
