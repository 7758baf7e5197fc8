/** Whether fingers may be used here: elsewhere their code is not fetched. */
export const hasTouch = () => matchMedia('(any-pointer: coarse)').matches;
