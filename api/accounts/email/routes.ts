import { NotImplemented } from '../http/errors.ts';
import { type Route, route } from '../http/route.ts';

const paths = [
  '/auth/users/activation/',
  '/auth/users/resend_activation/',
  '/auth/users/reset_password/',
  '/auth/users/reset_password_confirm/',
  '/auth/users/reset_username/',
  '/auth/users/reset_username_confirm/',
] as const;

/**
 * What Djoser does by e-mail, which this server does not send. A 501 and no 404, so that whoever comes from there learns that it is the
 * server that cannot, and not the address or the name that is wrong; the same for every name, as nothing is looked up.
 */
export function emailRoutes(): Route[] {
  return paths.map((path) =>
    route({
      method: 'post',
      path,
      summary: 'By e-mail, which this server does not send',
      auth: 'none',
      answers: {},
      refuses: [501],
      price: 'logIn',
      handle() {
        throw new NotImplemented('no_email', 'This server sends no e-mail.');
      },
    }),
  );
}
