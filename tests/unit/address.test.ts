import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import Koa from 'koa';
import { expect, test } from 'vitest';
import { addressKey } from '../../api/http/door/address.ts';
import { clientAddress, requestAddress } from '../../api/http/door/client-address.ts';

test.for([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002:0:0:0:1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
  ['', ''],
  ['not:an:address', 'not:an:address'],
] as const)('%s is counted as %s', ([address, key]) => {
  expect(addressKey(address)).toBe(key);
});

test('behind proxies a request comes from where Koa says', () => {
  const said = [
    '',
    ' ',
    'x',
    '198.51.100.7',
    '203.0.113.5,198.51.100.7',
    ' 2001:db8::1 ,192.0.2.1',
    ',',
    '1, ,',
    'a,b,c,d',
  ];
  for (const trusted of [1, 2, 3]) {
    const app = new Koa({ proxy: true, maxIpsCount: trusted });
    for (const forwardedFor of [undefined, ...said]) {
      const socket = new Socket();
      Object.defineProperty(socket, 'remoteAddress', { value: '127.0.0.1' });
      const req = new IncomingMessage(socket);
      if (forwardedFor !== undefined) req.headers['x-forwarded-for'] = forwardedFor;
      const { ip } = app.createContext(req, new ServerResponse(req));
      expect(requestAddress(req, trusted), `${trusted}: ${forwardedFor}`).toEqual(clientAddress(ip));
    }
  }
});
