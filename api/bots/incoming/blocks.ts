import { linkTo, readable } from './links.ts';
import { type Fields, fieldsOf, lines, listOf, plain, shown } from './values.ts';

/** Blocks as other chat services' hooks know them, reduced to text. Of what is to be pressed only what leads somewhere is left. */
export function textOfBlocks(blocks: unknown): string {
  return lines(...listOf(blocks).map(textOfBlock));
}

function textOfBlock(block: Fields): string {
  switch (block.type) {
    case 'divider':
      return '---';
    case 'context':
      return listOf(block.elements).map(textOfElement).filter(Boolean).join(' ');
    case 'actions':
      return lines(...listOf(block.elements).map(textOfElement));
    case 'rich_text':
      return lines(...listOf(block.elements).map(textOfRich));
    case 'image':
      return textOfImage(block);
    case 'video':
      return linkTo(plain(block.title_url) || plain(block.video_url), shown(block.title));
    // Says itself what it means, in the marks that messages have.
    case 'markdown':
      return plain(block.text).trim();
    default:
      return lines(
        shown(block.text),
        ...listOf(block.fields).map(shown),
        textOfElement(fieldsOf(block.accessory)),
      );
  }
}

/** A text, an image or a button. */
function textOfElement(element: Fields): string {
  if (element.type === 'image') return textOfImage(element);
  if (element.type === 'plain_text' || element.type === 'mrkdwn') return shown(element);
  const url = plain(element.url);
  return url === '' ? '' : linkTo(url, shown(element.text));
}

function textOfImage({ title, alt_text, image_url }: Fields): string {
  const label = shown(title) || shown(alt_text);
  const url = plain(image_url);
  return url === '' ? label : linkTo(url, label);
}

function textOfRich(part: Fields): string {
  switch (part.type) {
    case 'rich_text_list': {
      const indent = '  '.repeat(Math.min(Math.max(Number(part.indent) || 0, 0), 8));
      const mark = (i: number) => (part.style === 'ordered' ? `${i + 1}. ` : '- ');
      return lines(...listOf(part.elements).map((each, i) => indent + mark(i) + textOfRich(each)));
    }
    case 'rich_text_preformatted':
      return `\`\`\`\n${wordsIn(part)}\n\`\`\``;
    case 'rich_text_quote':
      return wordsIn(part).replace(/^/gm, '> ');
    default:
      return wordsIn(part);
  }
}

function wordsIn({ elements }: Fields): string {
  return listOf(elements).map(wordOf).join('').trim();
}

function wordOf(element: Fields): string {
  switch (element.type) {
    case 'link':
      return linkTo(plain(element.url), plain(element.text));
    case 'emoji':
      return emojiOf(element);
    case 'user':
      return `@${plain(element.user_id)}`;
    case 'usergroup':
      return `@${plain(element.usergroup_id)}`;
    case 'channel':
      return `#${plain(element.channel_id)}`;
    case 'broadcast':
      return `@${plain(element.range)}`;
    case 'date':
      return plain(element.fallback);
    default:
      return readable(plain(element.text));
  }
}

/** By its code points, or by its name where it is none of Unicode's. */
function emojiOf({ unicode, name }: Fields): string {
  const codes = plain(unicode)
    .split('-')
    .map((code) => Number.parseInt(code, 16));
  const isReal = codes.every((code) => code > 0 && code <= 0x10ffff);
  return isReal ? String.fromCodePoint(...codes.slice(0, 12)) : `:${plain(name)}:`;
}
