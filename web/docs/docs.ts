import { effect } from '@preact/signals-core';
import { showTheme } from '../app/theme.ts';
import { browserStorage } from '../browser/storage.ts';
import { keepPreferences, type Theme } from '../store/preferences.ts';
import { startCopying } from './copy.ts';
import { one } from './elements.ts';
import { followReading } from './follow-reading.ts';
import { startTrying } from './try-calls.ts';
import { WhoAsks } from './who.ts';

/** The theme is the one chosen on the page of this server, and changed for both. Shown at once: this runs before anything is painted. */
const preferences = keepPreferences(browserStorage(window));
effect(() => showTheme(document, preferences.now.value.theme));

document.addEventListener('DOMContentLoaded', () => {
  offerThemes();
  for (const origin of document.querySelectorAll('[data-origin]')) origin.textContent = location.origin;
  startCopying(document);
  followReading(document);
  startTrying(document, new WhoAsks(one(document, '[data-who-asks]')));
});

function offerThemes(): void {
  const label = one(document, '[data-theme-choice]');
  const select = one<HTMLSelectElement>(label, 'select');
  label.hidden = false;
  effect(() => {
    select.value = preferences.now.value.theme;
  });
  select.addEventListener('change', () => preferences.change({ theme: select.value as Theme }));
}
