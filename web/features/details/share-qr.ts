import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { renderSVG } from 'uqr';
import { QrDialog } from './qr-dialog.ts';

interface ShareQrProps {
  title: string;
  url: string;
  onClose(): void;
}

/** A link as a QR code, drawn here: only the page is sure of the address by which it was reached. */
export function ShareQr({ title, url, onClose }: ShareQrProps) {
  return html`<${QrDialog} title=${title} url=${url} svg=${renderSVG(url)} onClose=${onClose} />`;
}
