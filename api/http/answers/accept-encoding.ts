export type Coding = 'gzip' | 'br';

/** Some way to name it, with its quality where one is said. */
const named: Record<Coding, RegExp> = {
  gzip: /(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q\s*=\s*(?<quality>[\d.]+)\s*)?(?=,|$)/i,
  br: /(?:^|,)\s*br\s*(?:;\s*q\s*=\s*(?<quality>[\d.]+)\s*)?(?=,|$)/i,
};

/** Whether a caller takes this, by its Accept-Encoding (RFC 9110 section 12.5.3): it names it, and with no quality of 0. */
export function takes(coding: Coding, header: string | undefined): boolean {
  const found = header ? named[coding].exec(header) : null;
  return found !== null && Number(found.groups?.quality ?? 1) > 0;
}

export const takesGzip = (header: string | undefined): boolean => takes('gzip', header);
