/** 128 random bits. Not randomUUID(): browsers have that on https only, and a talk at home may run on http. */
export function createClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
