/** More emoji than this are text, and stay as large as text. */
const maxLarge = 3;

/** Whether a text is one to three emoji and nothing else; never where the browser cannot tell where one ends. */
export function isLargeEmoji(text: string): boolean {
  // Older versions of Firefox. And the longest families are eleven code units: nothing longer needs to be taken apart.
  if (!('Segmenter' in Intl) || text.length > 60) return false;
  const symbols = [...new Intl.Segmenter().segment(text.replace(/\s/g, ''))];
  return symbols.length > 0 && symbols.length <= maxLarge && symbols.every(({ segment }) => isEmoji(segment));
}

/** Drawn in colour by itself, or because a variation selector asks for it: © alone is a character. */
function isEmoji(symbol: string): boolean {
  return /^\p{Emoji}/u.test(symbol) && /\p{Emoji_Presentation}|\uFE0F/u.test(symbol);
}
