import type { imageWords as English } from '../en/images.ts';
import { apart, number } from './format.ts';

/** The words of images, from choosing them to looking at them, in Arabic. */
export const imageWords: typeof English = {
  chosen: 'صور للإرسال',
  preparing: 'يجري تجهيز الصورة…',
  remove: (name) => `إزالة ${apart(name)}`,
  notKept: 'هذا المتصفح لا يحفظ الصور: ما لم يُرسل منها يضيع عند إعادة التحميل.',
  from: (name, caption, { place, of }) => {
    const image =
      of > 1 ? `الصورة ${imageWords.placeOf(place, of)} من ${apart(name)}` : `صورة من ${apart(name)}`;
    return caption ? `${image}: ${apart(caption)}` : image;
  },
  placeOf: (place, count) => `${number.format(place)} / ${number.format(count)}`,
  before: 'الصورة السابقة',
  next: 'الصورة التالية',
  progress: 'الرفع',
  cancel: 'إلغاء الرفع',
  failed: 'تعذّر تحميل الصورة.',
  retry: 'التحميل من جديد',
  download: 'تنزيل',
  close: 'إغلاق',
};
