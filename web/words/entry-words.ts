/** Apart, so that the build can keep these words out of what else is loaded: see esbuild.config.mjs. */
export { entryWords } from './words.ts';
