/** In which languages there are words, by their folders beside; each by the name that it has itself. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ar: 'العربية',
};
