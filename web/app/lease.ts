import '../kit/parts/inside-pages.ts';

export { leadByLease } from '../net/transport/lease.ts';
