import '../../kit/parts/every-page.ts';
import '../../kit/parts/form-parts.ts';

export { ForgotPassword } from './forgot-password.ts';
export { MailedLink } from './mailed-link.ts';
