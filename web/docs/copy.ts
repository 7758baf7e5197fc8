import { docsWords } from '../words/en/docs.ts';
import { one } from './elements.ts';

/** How long a button says that it worked. */
const shownMs = 3000;

/** Each button copies the code that stands beside it. */
export function startCopying(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const code = one(button.parentElement ?? document, 'code');
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    button.textContent = docsWords.copied;
  } catch {
    // No clipboard here: what is selected is one key away from being copied.
    getSelection()?.selectAllChildren(code);
    button.textContent = docsWords.notCopied;
  }
  setTimeout(() => {
    button.textContent = docsWords.copy;
  }, shownMs);
}
