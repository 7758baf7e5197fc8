import '../kit/parts/inside-pages.ts';

export { refreshToken } from '../store/session/refresh-token.ts';
