// Loaded into each of vitest's workers. A worker whose parent was killed would otherwise finish its tests, unseen and
// perhaps never.
process.once('disconnect', () => process.exit());
