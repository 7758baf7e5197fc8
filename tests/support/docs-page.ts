import { anonymous } from './person.ts';

/** Every piece of code of `/api/docs/` that has a name, as somebody copies it. */
export async function codeOfDocs(server: { url: string }): Promise<Map<string, string>> {
  const { text } = await anonymous(server).get('/api/docs/');
  const found = text.matchAll(/<code id="([\w-]+)">(.*?)<\/code>/gs);
  return new Map([...found].map(([, name = '', markup = '']) => [name, textOf(markup)]));
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, '').replace(/&([#\w]+);/g, (_, name: string) => signs[name] ?? '');
}
