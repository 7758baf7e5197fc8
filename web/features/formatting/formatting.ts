import '../../kit/parts/inside-pages.ts';

export { DraftPreview } from './draft-preview.ts';
export { FormattedText } from './formatted-text.ts';
