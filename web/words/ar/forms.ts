import type { formWords as English } from '../en/forms.ts';
import { characters } from './format.ts';

/** The words of fields that stand in several forms, in Arabic. */
export const formWords: typeof English = {
  username: 'اسم المستخدم',
  password: 'كلمة المرور',
  showPassword: 'إظهار كلمة المرور',
  hidePassword: 'إخفاء كلمة المرور',
  passwordHint: `الحد الأدنى ${characters(8)}.`,
};
