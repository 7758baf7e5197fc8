import { describe, expect } from 'vitest';
import { refusedFields, test } from './stage.ts';
import type { Chat, Message, Refusal } from './wire.ts';

const form = 'application/x-www-form-urlencoded';

describe('a body may be', () => {
  test('JSON, also with a charset and in any case', async ({ alice, chat }) => {
    for (const contentType of ['application/json', 'application/json; charset=utf-8', 'Application/JSON']) {
      const reply = await alice.post<Message>(chat.messages, undefined, {
        raw: '{"message":"json"}',
        contentType,
      });
      expect(reply.status, contentType).toBe(201);
      expect(reply.body.message).toBe('json');
    }
  });

  test('a form, with plus signs and percent escapes decoded', async ({ alice, chat }) => {
    const raw = 'message=100%25+sure%2C+%C3%A9t%C3%A9+%26+co';
    const reply = await alice.post<Message>(chat.messages, undefined, {
      raw,
      contentType: `${form}; charset=UTF-8`,
    });
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body.message).toBe('100% sure, été & co');
  });

  test('multipart', async ({ alice, chat }) => {
    const reply = await alice.post<Message>(chat.messages, multipart({ message: 'in\r\nparts 🎈' }));
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body.message).toBe('in\r\nparts 🎈');
  });

  test('absent, which is an empty object, whatever its Content-Type', async ({ alice }) => {
    for (const contentType of [undefined, 'application/json', form, 'text/plain']) {
      const reply = await alice.post('/api/chats/', undefined, { contentType });
      expect(reply.status, contentType).toBe(201);
    }
  });

  test('a form whose repeated key counts by its last value', async ({ alice, chat }) => {
    const raw = 'message=first&message=last';
    const reply = await alice.post<Message>(chat.messages, undefined, { raw, contentType: form });
    expect(reply.body.message).toBe('last');
  });

  test('multipart whose repeated key counts by its last value', async ({ alice, chat }) => {
    const body = new FormData();
    body.append('message', 'first');
    body.append('message', 'last');
    const reply = await alice.post<Message>(chat.messages, body);
    expect(reply.body.message).toBe('last');
  });

  test('larger than needed: unknown keys are ignored', async ({ alice }) => {
    const body = { name: 'Tea', owner: 'bob', id: 1, constructor: {}, wibble: [null, { a: 1 }] };
    const reply = await alice.post<Chat>('/api/chats/', body);
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body.name).toBe('Tea');
    expect(reply.body.owner.username).toBe('alice');
  });
});

describe('a body is refused', () => {
  test.for([
    ['cut off', '{"message": "half'],
    ['not JSON', 'message=hello'],
    ['two values', '{"message":"a"}{"message":"b"}'],
    ['NaN', '{"message": NaN}'],
  ])('as a JSON parse error: %s', async ([, raw = ''], { alice, chat }) => {
    const reply = await alice.post<Refusal>(chat.messages, undefined, {
      raw,
      contentType: 'application/json',
    });
    expect(reply.status).toBe(400);
    expect(reply.body.detail).toMatch(/^JSON parse error - ./);
    expect(reply.body.code).toBe('parse_error');
  });

  test('in JSON that is not UTF-8', async ({ alice, chat }) => {
    const raw = Buffer.concat([Buffer.from('{"message":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    const reply = await alice.post<Refusal>(chat.messages, undefined, {
      raw,
      contentType: 'application/json',
    });
    expect(reply.status, reply.text).toBe(400);
    expect(reply.body.code).toBe('parse_error');
  });

  test('in a form that is not UTF-8', async ({ alice, chat }) => {
    const reply = await alice.post(chat.messages, undefined, { raw: 'message=%ff%fe', contentType: form });
    expect(reply.status, reply.text).toBe(400);
  });

  test('in a query that is not UTF-8', async ({ alice, chat }) => {
    const reply = await alice.get<Refusal>(`${chat.messages}?search=%ff%fe`);
    expect(reply.status, reply.text).toBe(400);
    expect(reply.body.code).toBe('parse_error');
    expect((await alice.get(`${chat.messages}?search=100%`)).status).toBe(200);
  });

  test('in multipart that is not UTF-8', async ({ alice, chat }) => {
    const { raw, contentType } = await encoded(multipart({ message: '@@' }));
    const broken = raw.map((byte) => (byte === 0x40 ? 0xff : byte));
    const reply = await alice.post(chat.messages, undefined, { raw: broken, contentType });
    expect(reply.status, reply.text).toBe(400);
  });

  test('with a NUL in its text, in JSON, form and multipart alike', async ({ alice, chat }) => {
    const sentence = ['Null characters are not allowed.'];
    const json = await alice.post(chat.messages, { message: 'a\0b' });
    expect(refusedFields(json)).toEqual({ message: sentence });
    const urlencoded = await alice.post(chat.messages, undefined, {
      raw: 'message=a%00b',
      contentType: form,
    });
    expect(refusedFields(urlencoded)).toEqual({ message: sentence });
    const parts = await alice.post(chat.messages, multipart({ message: 'a\0b' }));
    expect(refusedFields(parts)).toEqual({ message: sentence });
  });

  test('with a lone surrogate in its text', async ({ alice, chat }) => {
    for (const half of ['\\ud83d', 'x\\ude00', '\\ude00\\ud83d']) {
      const raw = `{"message":"${half}"}`;
      const reply = await alice.post(chat.messages, undefined, { raw, contentType: 'application/json' });
      expect(refusedFields(reply).message?.[0], half).toMatch(/^Surrogate characters are not allowed/);
    }
  });

  test('but a pair of surrogates is a character like any other', async ({ alice, chat }) => {
    const raw = '{"message":"\\ud83d\\ude00"}';
    const reply = await alice.post<Message>(chat.messages, undefined, {
      raw,
      contentType: 'application/json',
    });
    expect(reply.body.message).toBe('😀');
  });

  test('as multipart without a boundary or without an end', async ({ alice, chat }) => {
    const { raw, contentType } = await encoded(multipart({ message: 'cut off' }));
    const cases = [
      { raw, contentType: 'multipart/form-data' },
      { raw: raw.subarray(0, raw.length - 40), contentType },
    ];
    for (const options of cases) {
      const reply = await alice.post<Refusal>(chat.messages, undefined, options);
      expect(reply.status, reply.text).toBe(400);
      expect(reply.body.code).toBe('parse_error');
    }
  });
});

function multipart(fields: Record<string, string>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return body;
}

/** The bytes and the Content-Type that a browser would send. */
async function encoded(body: FormData): Promise<{ raw: Uint8Array<ArrayBuffer>; contentType: string }> {
  const request = new Response(body);
  const contentType = request.headers.get('content-type') ?? '';
  return { raw: new Uint8Array(await request.arrayBuffer()), contentType };
}
