import '../../kit/parts/inside-pages.ts';

export { FormattedText } from './formatted-text.ts';
