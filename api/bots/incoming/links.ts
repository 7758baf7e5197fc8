/**
 * Texts as other chat services' hooks write them: `<url|label>`, `<@U1>`, `<!here>` and three entities stand for what is to be seen. Whatever
 * else is between two brackets stays what it is. Each function goes once along its text.
 */

const bracket = /<([^<>|]*)(?:\|([^<>]*))?>/g;
const address = /^(?:https?|ftps?|mailto|tel):/i;
const entity = /&(amp|lt|gt);/g;
const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** The text as a reader is to see it. */
export function readable(text: string): string {
  const opened = text.replace(bracket, (whole, target: string, label = '') => {
    const [sign, rest] = [target.charAt(0), target.slice(1)];
    if (address.test(target)) return linkTo(target, label);
    if (sign === '@' || sign === '#') return withSign(sign, label || rest);
    // `<!here>`, `<!subteam^S1|@team>`, `<!date^1^{date}|a day>`.
    if (sign === '!') return label || `@${rest.split('^', 1)[0]}`;
    return whole;
  });
  return opened.replace(entity, (_, name: string) => characters[name] ?? '');
}

function withSign(sign: string, name: string): string {
  return name.startsWith(sign) ? name : sign + name;
}

/** An address behind what it is called; by itself where that says no more. */
export function linkTo(url: string, label = ''): string {
  const plain = url.replace(/^(?:mailto|tel):/i, '');
  return label === '' || label === url || label === plain ? plain : `${label} (${plain})`;
}
