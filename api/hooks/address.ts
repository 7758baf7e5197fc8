import type { Config } from '../process/config.ts';

export const maxUrlLength = 2000;

/** Below 1024 live services that answer to other tongues than HTTP: mail, names, files. */
function isWebPort(port: string): boolean {
  return port === '' || port === '80' || port === '443' || Number(port) >= 1024;
}

/**
 * What is wrong with an address as a sentence, null when nothing is. Whom it leads to is looked at when something is sent, as that may
 * change at any time.
 */
export function addressComplaint(text: string, { hooksByHttp }: Pick<Config, 'hooksByHttp'>): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'Enter a valid URL.';
  if (url.protocol === 'http:' && !hooksByHttp) return 'It has to begin with https://.';
  if (url.username !== '' || url.password !== '') return 'It must not contain a name or a password.';
  if (!isWebPort(url.port)) return 'Its port has to be 80, 443, or 1024 or above.';
  if (url.href.length > maxUrlLength) return `Ensure this field has no more than ${maxUrlLength} characters.`;
  return null;
}

/** As it is kept and asked: decimal, octal and other ways to write a number are one, and what stands behind `#` is nobody else's affair. */
export function normalAddress(text: string): string {
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

/** Host and port that an address leads to: whoever is asked there is one receiver. */
export function receiverOf(url: string): string {
  return new URL(url).host;
}
