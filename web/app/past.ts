import '../kit/parts/inside-pages.ts';

export * from '../store/actions/past.ts';
