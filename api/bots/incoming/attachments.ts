import { textOfBlocks } from './blocks.ts';
import { linkTo } from './links.ts';
import { type Fields, lines, listOf, plain, shown } from './values.ts';

/** Attachments as other chat services' hooks know them, reduced to text: colours, icons and times are left out. */
export function textOfAttachments(attachments: unknown): string {
  return lines(...listOf(attachments).map(textOfAttachment));
}

function textOfAttachment(attachment: Fields): string {
  const { pretext, author_name, author_link, title, title_link, text, footer, fallback } = attachment;
  const said = lines(
    shown(pretext),
    linked(author_name, author_link),
    linked(title, title_link),
    shown(text),
    textOfBlocks(attachment.blocks),
    ...listOf(attachment.fields).map(textOfField),
    linkTo(plain(attachment.image_url)),
    ...listOf(attachment.actions).map(({ text: label, url }) => (plain(url) ? linked(label, url) : '')),
    shown(footer),
  );
  return said || shown(fallback);
}

function linked(label: unknown, url: unknown): string {
  return plain(url) === '' ? shown(label) : linkTo(plain(url), shown(label));
}

function textOfField({ title, value }: Fields): string {
  const [name, text] = [shown(title), shown(value)];
  if (name === '' || text === '') return name || text;
  return text.includes('\n') ? `${name}:\n${text}` : `${name}: ${text}`;
}
