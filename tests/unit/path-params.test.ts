import { describe, expect, test } from 'vitest';
import { pathParamsOf } from '../../api/http/input/path-params.ts';

describe('the places of a path', () => {
  test('are read as what they are', () => {
    const read = pathParamsOf('/api/chats/:uri/messages/:id/');
    expect(read({ uri: 'lobby', id: '0042' })).toEqual({ uri: 'lobby', id: 42 });
  });

  test.for([
    ['/x/:uri/', 'uri', 'a/b'],
    ['/x/:uri/', 'uri', 'x'.repeat(65)],
    ['/x/:id/', 'id', '-1'],
    ['/x/:id/', 'id', '1e3'],
    ['/x/:id/', 'id', '9'.repeat(16)],
    ['/x/:code/', 'code', '%ff'],
    ['/x/:name/', 'name', ''],
    ['/x/:username/', 'username', 'a\0b'],
    ['/x/:username/', 'username', '\ud800'],
    ['/x/:username/', 'username', 'x'.repeat(601)],
    ['/x/:username/', 'username', undefined],
  ] as const)('%s has no %s %j', ([path, name, text]) => {
    expect(() => pathParamsOf<string>(path)({ [name]: text })).toThrow('Not found.');
  });

  test('have a name that says what may stand there, or the server does not start', () => {
    expect(() => pathParamsOf('/x/:anything/')).toThrow('path-params.ts says nothing of ":anything"');
  });
});
