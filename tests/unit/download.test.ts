import { expect, test } from 'vitest';
import { contentDisposition } from '../../api/http/answers/download.ts';

test.for([
  ['Garden 2026', `filename="Garden-2026.csv"; filename*=UTF-8''Garden%202026.csv`],
  ['Café «Öl»', `filename="Cafe-Ol.csv"; filename*=UTF-8''Caf%C3%A9%20%C2%AB%C3%96l%C2%BB.csv`],
  ['東京', `filename="file.csv"; filename*=UTF-8''%E6%9D%B1%E4%BA%AC.csv`],
  ['a"b\r\nSet-Cookie: x', `filename="a-b-Set-Cookie-x.csv"; filename*=UTF-8''a%20b%20Set-Cookie%20%20x.csv`],
  ['../../etc/passwd', `filename="etc-passwd.csv"; filename*=UTF-8''..%20..%20etc%20passwd.csv`],
  ["it's (1)*", `filename="its-1.csv"; filename*=UTF-8''it%27s%20%281%29.csv`],
  ['', `filename="file.csv"; filename*=UTF-8''file.csv`],
] as const)('a download named %j', ([name, header]) => {
  expect(contentDisposition(name, 'csv')).toBe(`attachment; ${header}`);
});
