/**
 * The form in which names are compared: one person must not be able to take another's name in other letters' case, or in
 * a form that looks the same (NFKC).
 */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
