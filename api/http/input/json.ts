import { ParseError, ValidationError } from '../errors.ts';
import { decodeUtf8 } from './utf8.ts';

/** api/README.md section 1. No body of ours is deeper than two, and what walks through one by calling itself could fall over deeper ones. */
const maxDepth = 32;

/**
 * A route takes a handful of fields and a text of 4,000 code points; a megabyte of brackets would make hundreds of thousands of
 * objects, and everyone would wait for them.
 */
const maxValues = 10_000;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
/** The brackets of lists, 0x5b and 0x5d, are those of objects, 0x7b and 0x7d, but for this bit. */
const objectBit = 0x20;
const opening = 0x7b;
const closing = 0x7d;

/** A body's JSON as a plain object. Throws 400 for what is broken, too deep, too much, or no object. */
export function parseJson(bytes: Buffer): Record<string, unknown> {
  requireModest(bytes);
  // Some editors put a mark of byte order before a file; it is no JSON, and RFC 8259 section 8.1 lets it be skipped.
  const json = decodeUtf8(bytes).replace(/^\ufeff/, '');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ParseError(`JSON parse error - ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  if (isPlainObject(value)) return value;
  const message = `Invalid data. Expected a dictionary, but got ${pythonTypeName(value)}.`;
  throw new ValidationError({ non_field_errors: [message] });
}

/** Looks once along the bytes, before anything is made of them. What is no JSON is left to the parser. */
function requireModest(json: Buffer): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === quote) at = endOfText(json, at + 1);
    else if (byte === comma) values += 1;
    else if ((byte | objectBit) === opening) depth += 1;
    else if ((byte | objectBit) === closing) depth -= 1;
    if (depth > maxDepth) throw new ParseError(`JSON parse error - nested deeper than ${maxDepth}.`);
    if (values > maxValues) throw new ParseError(`JSON parse error - more than ${maxValues} values.`);
  }
}

/** Where the quote stands that ends a text. */
function endOfText(json: Buffer, start: number): number {
  let at = start;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** DRF names the type in its own language, and its clients know the sentence. */
function pythonTypeName(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return 'str';
}
