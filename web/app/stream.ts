import '../kit/parts/inside-pages.ts';

export { openStream } from '../net/transport/open-stream.ts';
