/**
 * A web address begins with http:, https: or www. and ends before the punctuation of the sentence around it. Parentheses
 * belong to it in pairs. Nothing else becomes a link, so no script can be one.
 */
const web =
  /(?:https?:\/\/|www\.)(?:\([^\s()<>`]*\)|[^\s()<>`])*(?:\([^\s()<>`]*\)|[^\s()<>`.,:;!?'"”’»…\]}*])/;

/** Bounded, so that a long word is not looked at whole from each of its letters. */
const mail = /[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![p{L}p{N}@])/;

/** The international form, whose + says what it is, or an area code in parentheses: an id, a date or a price has neither. */
const phone =
  /(?:\+[1-9]\d{0,2}(?: ?\(0\))?(?:[ /-]?\(?\d\)?){6,14}|\([2-9]\d{2}\) \d{3}-\d{4})(?![p{L}p{N}])/;

/** The sources of the patterns of what becomes a link by itself, by their kind. */
export const addresses = { web: web.source, mail: mail.source, phone: phone.source };

/** Fewer digits are no whole number: +10 000 is one of something else. */
const minDigits = 9;

/** Where an address leads to that stands behind `before`; null for what is a part of something else, or only looks like a phone number. */
export function hrefOf(kind: keyof typeof addresses, address: string, before: string): string | null {
  // Looked at here, as a pattern that looks back is a syntax error to older versions of Safari.
  if ((kind === 'web' ? /[a-z0-9]/i : /[\p{L}\p{N}.%+-]/u).test(before)) return null;
  if (kind === 'web') return /^www/i.test(address) ? `https://${address}` : address;
  if (kind === 'mail') return `mailto:${address}`;
  const number = address.replace('(0)', '').replace(/[^+\d]/g, '');
  return number.length >= minDigits ? `tel:${number}` : null;
}
