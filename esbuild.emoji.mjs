// Makes the table of emoji that the page's picker shows, when the page is built: of all that the package says what is looked at and searched.
import { gemoji } from 'gemoji';

/** As the server takes them (api/reactions/routes.ts). */
const oneEmoji = /^\p{RGI_Emoji}$/v;
const someTone = '\u{1F3FD}';

/** For esbuild: the table in the place of the empty one in the sources. */
export const emojiTable = {
  name: 'emoji-table',
  setup(build) {
    build.onLoad({ filter: /\/features\/emoji\/emoji-table\.ts$/ }, () => ({
      contents: `export const table = ${JSON.stringify(makeTable(gemoji))};`,
      loader: 'js',
    }));
  },
};

/** Groups in the order of Unicode, each a list of what find-emoji.ts calls an Emoji. */
export function makeTable(all) {
  const groups = new Map();
  for (const { emoji, description, names, tags, category } of all) {
    if (!oneEmoji.test(emoji)) continue;
    const entry = [emoji, description, names.join(' '), tags.join(' ')];
    if (oneEmoji.test(toned(emoji))) entry.push(1);
    groups.set(category, [...(groups.get(category) ?? []), entry]);
  }
  return [...groups.values()];
}

/** The tone stands behind the first sign, in place of what asks for its coloured form. */
function toned(emoji) {
  const [first = '', ...rest] = emoji;
  return `${first}${someTone}${rest.join('').replace(/^\ufe0f/, '')}`;
}
