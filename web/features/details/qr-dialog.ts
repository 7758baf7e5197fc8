import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { detailsWords } from '../../words/en/details.ts';

interface QrDialogProps {
  title: string;
  url: string;
  /** The drawing, as text. */
  svg: string;
  onClose(): void;
}

/** A link to point a camera at. As an image of its own, not as part of the page: whatever it holds, it can do nothing here. */
export function QrDialog({ title, url, svg, onClose }: QrDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  useLayoutEffect(() => showDialog(dialog.current), []);
  const { hint, close } = detailsWords.qr;
  return html`
    <${Dialog} dialog=${dialog} title=${title} text=${hint} onClose=${onClose}>
      <img class="qr" alt=${title} src="data:image/svg+xml,${encodeURIComponent(svg)}" />
      <p class="qr-url">${url}</p>
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${close}</button>
      </div>
    <//>
  `;
}
