import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import type { User } from '../../net/wire.ts';
import { CodeBlock } from './code-block.ts';
import { isLargeEmoji } from './large-emoji.ts';
import { namesPattern } from './mentioned-names.ts';
import { type Block, parseBlocks } from './parse-blocks.ts';
import type { Inline } from './parse-inline.ts';

export interface FormattedTextProps {
  text: string;
  mentions: readonly User[];
  myId: number;
}

/** A text with what its marks say, its links, and as chips the names of those whom it mentions, one's own apart. Nodes alone, never HTML. */
export function FormattedText({ text, mentions, myId }: FormattedTextProps) {
  if (isLargeEmoji(text)) return html`<p class="text large-emoji" dir="auto">${text}</p>`;
  const mine = namesPattern(mentions.filter(({ id }) => id === myId));
  const isMine = (name: string) => mine !== null && new RegExp(`^${mine}$`, 'iu').test(name);
  const blocks = parseBlocks(text, namesPattern(mentions));
  const [only] = blocks;
  if (blocks.length === 1 && only?.kind === 'paragraph') {
    return html`<p class="text" dir="auto">${only.children.map((node) => drawInline(node, isMine))}</p>`;
  }
  return html`<div class="text text-blocks">${drawBlocks(blocks, isMine, 'auto')}</div>`;
}

type IsMine = (name: string) => boolean;

/** Each of the outer blocks runs as its first letters do, and what is within it alike. */
function drawBlocks(blocks: readonly Block[], isMine: IsMine, dir?: 'auto'): ComponentChildren {
  return blocks.map((block) => {
    if (block.kind === 'code') return html`<${CodeBlock} language=${block.language} text=${block.text} />`;
    if (block.kind === 'quote') {
      return html`<blockquote dir=${dir}>${drawBlocks(block.blocks, isMine)}</blockquote>`;
    }
    if (block.kind === 'paragraph') {
      return html`<p dir=${dir}>${block.children.map((node) => drawInline(node, isMine))}</p>`;
    }
    const items = block.items.map(
      ({ number, blocks: within }) =>
        html`<li value=${number ?? undefined}>${drawBlocks(within, isMine)}</li>`,
    );
    return block.isNumbered ? html`<ol dir=${dir}>${items}</ol>` : html`<ul dir=${dir}>${items}</ul>`;
  });
}

function drawInline(node: Inline, isMine: IsMine): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return html`<code dir="auto">${node.text}</code>`;
    case 'mention':
      return html`<bdi class=${isMine(node.text) ? 'mention mention-mine' : 'mention'}>${node.text}</bdi>`;
    case 'link':
      return html`<a href=${node.href} target="_blank" rel="noopener noreferrer nofollow">${node.text}</a>`;
    default: {
      const within = node.children.map((child) => drawInline(child, isMine));
      if (node.kind === 'strong') return html`<strong>${within}</strong>`;
      return node.kind === 'em' ? html`<em>${within}</em>` : html`<del>${within}</del>`;
    }
  }
}
