import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { languages } from '../../web/words/languages.ts';
import { project } from '../support/sources.ts';

const folder = path.join(project, 'web/words');

/** Words that stand in English wherever one is: those of the page of the API. */
const inEnglishAlone = ['docs.ts'];

type Module = Record<string, unknown>;

async function wordsOf(language: string): Promise<Map<string, Module>> {
  const names = readdirSync(path.join(folder, language)).filter((name) => !inEnglishAlone.includes(name));
  return new Map(
    await Promise.all(
      names.map(
        async (name): Promise<[string, Module]> => [
          name,
          await import(`../../web/words/${language}/${path.parse(name).name}.ts`),
        ],
      ),
    ),
  );
}

/** Each word by the way to it: a text, or what makes one. */
function leavesOf(value: unknown, way: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[way, value]];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, `${way}.${name}`));
}

const leavesIn = (words: Map<string, Module>) =>
  // What a language makes its words of is its own.
  new Map(
    [...words]
      .filter(([name]) => name !== 'format.ts')
      .flatMap(([name, module]) => leavesOf({ ...module }, name.replace('.ts', ''))),
  );

const english = leavesIn(await wordsOf('en'));
const others = Object.keys(languages).filter((language) => language !== 'en');

/** The same as in English, and rightly so: nothing but names and signs, or what has its words elsewhere. */
const wordless = [
  ...['fields.fieldSentence', 'problems.isProblemCode', 'problems.problemText'],
  ...['inside.insideWords.time', 'inside.insideWords.exactTime', 'inside.insideWords.when'],
  ...['members.memberWords.member.badges.member', 'words.words.product'],
];

/** What Arabic says with other signs or digits. */
const signs = [
  ...['details.detailsWords.mood.score', 'details.detailsWords.mood.time'],
  ...['inside.insideWords.home.lastLine', 'inside.insideWords.chat.unreadShort'],
  ...['pages.pageWords.direction', 'panels.panelWords.alerts.title'],
  ...['words.words.title', 'words.words.unreadTitle'],
];

/** Words that both languages have. */
const shared = [
  ...['bots.botWords.list', 'details.detailsWords.sections.bots', 'hooks.hookWords.took'],
  ...['details.detailsWords.export.fileName', 'inside.insideWords.home.sections.chats'],
  'staff.staffWords.sessions.kinds.session',
];

const alike: Record<string, string[]> = {
  de: [
    ...[...wordless, ...signs, ...shared],
    'details.detailsWords.export.formats.txt',
    'formatting.formattingWords.code',
    'members.memberWords.member.isOnline',
    'inside.insideWords.line.live',
    'whisper.whisperWords.names',
  ],
  es: [
    ...[...wordless, ...signs, ...shared],
    'inside.insideWords.home.findKeys',
    'inside.insideWords.message.bot',
    'pictures.pictureWords.each.2',
  ],
  ar: [...wordless, 'inside.insideWords.home.findKeys'],
};

test('there is a folder of words for each language that may be chosen, and for no other', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(languages).sort());
});

describe.for(others)('in %s', (language) => {
  test('there is every word, and as many of each kind', async () => {
    const leaves = leavesIn(await wordsOf(language));
    expect([...leaves.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [way, word] of leaves) {
      expect(typeof word, way).toBe(typeof english.get(way));
      if (typeof word === 'string' && english.get(way) !== '') expect(word.trim(), way).not.toBe('');
    }
  });

  test('no word was left in English, but for those that are the same', async () => {
    const leaves = leavesIn(await wordsOf(language));
    const same = [...leaves].filter(([way, word]) => String(word) === String(english.get(way)));
    expect(same.map(([way]) => way).sort()).toEqual(alike[language]?.sort());
  });

  test('a problem and a field are spoken of in the same words wherever they are', async () => {
    const words = await wordsOf(language);
    const { problemText } = words.get('problems.ts') as typeof import('../../web/words/en/problems.ts');
    const { fieldSentence } = words.get('fields.ts') as typeof import('../../web/words/en/fields.ts');
    const { problemText: inEnglish } = await import('../../web/words/en/problems.ts');
    expect(problemText({ code: 'gone' })).not.toBe(inEnglish({ code: 'gone' }));
    expect(problemText({ code: 'busy', retryAfterMs: 5000 })).toMatch(/[5٥]/);
    expect(fieldSentence('This field is required.')).not.toMatch(/field|fill/);
    expect(fieldSentence('This password is too short. It must contain at least 8 characters.')).toMatch(
      /[8٨]/,
    );
  });
});

test('Arabic counts in all its six forms', async () => {
  const { insideWords } = await import('../../web/words/ar/inside.ts');
  const plain = (count: number) => insideWords.chat.memberCount(count).replace(/[٠-٩\d,٬]+/u, '#');
  expect([0, 1, 2, 3, 11, 100].map(plain)).toEqual([
    '# عضو',
    'عضو واحد',
    'عضوان',
    '# أعضاء',
    '# عضوًا',
    '# عضو',
  ]);
});

test('a language is spoken as where the browser is at home, if that is the same language', async () => {
  const { localeOf } = await import('../../web/words/formats.ts');
  vi.stubGlobal('navigator', { languages: ['fr-CA', 'es-MX', 'en-GB', 'est'] });
  expect(['es', 'en', 'de'].map(localeOf)).toEqual(['es-MX', 'en-GB', 'de']);
  vi.stubGlobal('navigator', undefined);
  expect(localeOf('es')).toBe('es');
  vi.unstubAllGlobals();
});
