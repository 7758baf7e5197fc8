import '../kit/parts/inside-pages.ts';

export { followExpiries } from '../store/world/follow-expiries.ts';
