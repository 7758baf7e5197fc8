import type { pictureWords as English } from '../en/pictures.ts';

/** The words of the pictures to choose from, in Arabic. */
export const pictureWords: typeof English = {
  picture: 'الصورة',
  each: [
    'ثعلب',
    'سمكة',
    'صبّار',
    'قمر',
    'شمس',
    'فطر',
    'قطة',
    'بومة',
    'ورقة شجر',
    'جبل',
    'قارب شراعي',
    'زهرة',
    'برق',
    'مظلة',
    'مرساة',
  ],
};
