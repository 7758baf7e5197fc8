import '../../kit/every-page.ts';

export { Join } from './join.ts';
export { Notice } from './notice.ts';
export { Outside } from './outside.ts';
export { Outsider } from './outsider.ts';
