import { sayFields } from '../field-sentences.ts';
import { characters } from './format.ts';

/** What the API says of a field, in Arabic; as it is where it is none that we know. */
export const fieldSentence = sayFields({
  missing: 'هذا الحقل مطلوب.',
  atMost: (count) => `الحد الأقصى ${characters(count)}.`,
  atLeast: (count) => `الحد الأدنى ${characters(count)}.`,
  usernameTaken: 'هذا الاسم مستعمل.',
  displayNameTaken: 'هذا الاسم مستعمل.',
  nicknameTaken: 'هذا الاسم المستعار مستعمل.',
  nameReserved: 'هذا الاسم محجوز.',
  notUsername: 'حروف وأرقام و @ . + - _ فقط، دون مسافات.',
  notName: 'لا يصلح هذا اسمًا.',
  notShown: 'بعض هذه الرموز لا يصلح هنا.',
  notEmail: 'هذا ليس عنوان بريد إلكتروني.',
  noEmail: 'لا يوجد عنوان بريد لتأكيده.',
  wrongCredentials: 'اسم المستخدم أو كلمة المرور غير صحيح.',
  wrongPassword: 'هذه ليست كلمة مرورك.',
  wrongLink: 'لم يعد هذا الرابط صالحًا.',
  passwordShort: (count) => `قصيرة جدًا: الحد الأدنى ${characters(count)}.`,
  passwordCommon: 'سهلة التخمين: كثيرون يستعملونها.',
  passwordNumeric: 'الأرقام وحدها سهلة التخمين.',
  likeUsername: 'تشبه اسم المستخدم كثيرًا.',
  likeEmail: 'تشبه عنوان البريد كثيرًا.',
  notAddress: 'حروف لاتينية صغيرة وأرقام وشرطات فقط.',
  addressTaken: 'لغرفة أخرى هذا العنوان.',
  notEmoji: 'رمز تعبيري واحد ولا شيء غيره.',
  notWeb: 'عنوان يبدأ بـ https:// من دون اسم أو كلمة مرور فيه.',
  noneChosen: 'اختر شيئًا من فضلك.',
  yourself: 'هذا حسابك.',
  nobody: 'لا أحد بهذا الاسم.',
});
