import '../../kit/parts/every-page.ts';
import '../../kit/parts/form-parts.ts';

export { Join } from './join.ts';
export { Outside } from './outside.ts';
export { Outsider } from './outsider.ts';
