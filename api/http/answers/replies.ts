import type { Reply } from '../route.ts';

export const ok = (body: unknown, headers?: Record<string, string>): Reply => ({
  status: 200,
  body,
  headers: headers ?? {},
});
export const created = (body: unknown, headers?: Record<string, string>): Reply => ({
  status: 201,
  body,
  headers: headers ?? {},
});
export const noContent = (): Reply => ({ status: 204 });
