/**
 * Texts as other chat services' hooks write them: `<url|label>`, `<@U1>`, `<!here>` and three entities stand for what is to be seen. Whatever
 * else is between two brackets stays what it is. Each function goes once along its text.
 */

const bracket = /<([^<>|]*)(?:\|([^<>]*))?>/g;
const address = /^(?:https?|ftps?|mailto|tel):/i;
/** What runs or shows what it says itself, however it is spaced, leads nowhere. */
const noPlace = /^(?:javascript|vbscript|data):/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers pass over them in an address.
const passedOver = /[\u0000-\u0020\u007f\u200b-\u200f\u2060\ufeff]/g;
const entity = /&(amp|lt|gt);/g;
const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** The text as a reader is to see it. */
export function readable(text: string): string {
  const opened = text.replace(bracket, (whole, target: string, label = '') => {
    const [sign, rest] = [target.charAt(0), target.slice(1)];
    if (address.test(target) || leadsNowhere(target)) return linkTo(target, label);
    if (sign === '@' || sign === '#') return withSign(sign, label || rest);
    // `<!here>`, `<!here|here>`, `<!subteam^S1|@team>`, `<!date^1^{date}|a day>`.
    if (sign === '!') return label && label !== rest ? label : `@${rest.split('^', 1)[0]}`;
    return whole;
  });
  return opened.replace(entity, (_, name: string) => characters[name] ?? '');
}

function withSign(sign: string, name: string): string {
  return name.startsWith(sign) ? name : sign + name;
}

/** An address behind what it is called; by itself where that says no more. Of one that leads nowhere what it is called alone. */
export function linkTo(url: string, label = ''): string {
  if (leadsNowhere(url)) return label;
  const plain = url.replace(/^(?:mailto|tel):/i, '');
  return label === '' || label === url || label === plain ? plain : `${label} (${plain})`;
}

function leadsNowhere(url: string): boolean {
  return noPlace.test(url.slice(0, 100).replace(passedOver, ''));
}
