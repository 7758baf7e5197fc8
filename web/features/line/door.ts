export { LineBadge } from './line-badge.ts';
