import type { pageWords as English } from '../en/pages.ts';

/** The words of what stands there without scripts, in Arabic. */
export const pageWords: typeof English = {
  language: 'ar',
  direction: 'rtl',
  description: 'ابدأ دردشة، أرسل الرابط، تحدّث.',
  overHttp: 'Holdline دردشة عبر HTTP البسيط.',

  needsScripts:
    'تحتاج هذه الصفحة إلى JavaScript في المتصفح. ومن دونه يفعل curl الشيء نفسه، بوضع عنوان هذا الخادم مكان SERVER. هذا السطر يُدخلك باسم مستعار ويعيد إليك TOKEN:',
  thisSays: 'وهذا السطر يقول شيئًا في دردشة ينتهي عنوانها بـ CHAT:',
  joinFirst: 'الانضمام إليها يكون أولًا بطلب PATCH. كل الخطوات (بالإنجليزية) في',
  curlAlone: 'كيف تتحدث باستخدام curl وحده',

  noConnection: 'لا يوجد اتصال',
  notReached: 'لا يمكن الوصول إلى هذه الصفحة الآن. ما كتبته محفوظ على هذا الجهاز.',
  tryAgain: 'المحاولة من جديد',
};
