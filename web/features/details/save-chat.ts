import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { detailsWords } from '../../words/en/details.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { createExportActions, type ExportFormat } from './export-actions.ts';

const formats: readonly ExportFormat[] = ['txt', 'csv', 'json'];

interface SaveChatProps {
  chat: OpenChat;
  /** What the chat is called: so is the file. */
  name: string;
}

/** The whole chat, as far as one can see it, as a file. */
export function SaveChat({ chat, name }: SaveChatProps) {
  const { fetchChat } = useActions(createExportActions);
  const [stage, setStage] = useState<string | null>(null);
  const [received, setReceived] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const words = detailsWords.export;

  const save = async (format: ExportFormat) => {
    if (running.current) return;
    const attempt = new AbortController();
    running.current = attempt;
    setProblem(null);
    setStage(words.preparing);
    const { blob, problem: found } = await fetchChat(chat.uri, format, {
      signal: attempt.signal,
      onBytes: (bytes) => setReceived(words.received(bytes)),
    });
    running.current = null;
    setProblem(found);
    setReceived(null);
    setStage(blob ? words.saved : null);
    if (blob) offer(blob, `${fileName(name)}.${format}`);
  };

  const isRunning = running.current !== null;
  return html`
    <p class="small-note">${words.hint}</p>
    <div class="invite-buttons">
      ${formats.map(
        (format) => html`
          <button
            type="button"
            class="button button-quiet"
            key=${format}
            aria-disabled=${isRunning ? 'true' : undefined}
            onClick=${() => save(format)}
          >
            ${words.formats[format]}
          </button>
        `,
      )}
    </div>
    <p class="small-note" role="status">${stage}</p>
    ${/* Not read out: it would count aloud. */ received && html`<p class="small-note" aria-hidden="true">${received}</p>`}
    ${
      isRunning &&
      html`<button type="button" class="button button-quiet" onClick=${() => running.current?.abort()}>${words.stop}</button>`
    }
    <${ProblemNote} text=${problemText(problem)} />
  `;
}

/** Hands a file to the browser, which asks where to put it or knows. */
function offer(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: some browsers read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Without what a file system would take for a path or refuse. */
function fileName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\\/:*?"<>|\s]+/gu, ' ').trim();
  return [...clean].slice(0, 80).join('') || detailsWords.export.fileName;
}
