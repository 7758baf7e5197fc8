import { html } from 'htm/preact';
import { renderSVG } from 'uqr';
import { panelWords } from '../../panel-words.ts';
import { QrDialog } from './qr-dialog.ts';

interface ShareQrProps {
  url: string;
  onClose(): void;
}

/** The chat's own link as a QR code, drawn here: it is the page's address, and the server has no part in it. */
export function ShareQr({ url, onClose }: ShareQrProps) {
  return html`<${QrDialog} title=${panelWords.qr.ofChat} url=${url} svg=${renderSVG(url)} onClose=${onClose} />`;
}
