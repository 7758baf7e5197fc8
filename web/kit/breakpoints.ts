/**
 * Where the page changes its shape, by how wide it is. Style sheets can't be given values for their media queries, so a test
 * holds every one of them to these.
 */
export const breakpoints = {
  /** Narrower, a picture stands for a name. */
  names: '30rem',
  /** Narrower, it is a phone: buttons are their icons alone, and a menu rises from below. */
  phone: '34rem',
  /** From here on the first page says what this is beside the form. */
  twoColumns: '52rem',
  /** From here on the list stands beside the open chat, and its details beside the talk; narrower, each covers the other. */
  beside: '60rem',
  /** From here on the details stand there from the start. */
  detailsBeside: '90rem',
} as const;

/** As a style sheet asks for it. */
export function atLeast(breakpoint: keyof typeof breakpoints): string {
  return `(width >= ${breakpoints[breakpoint]})`;
}
