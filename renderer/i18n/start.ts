import i18next, { type PostProcessorModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { frenchSpacing } from '../format/french-spacing.ts';
import { fr } from './fr.ts';

const spacing: PostProcessorModule = { type: 'postProcessor', name: 'french-spacing', process: frenchSpacing };

/** Makes the catalogue ready before the first drawing; everything is in the bundle, so there is nothing to wait for. */
export function startI18n(): void {
  void i18next
    .use(initReactI18next)
    .use(spacing)
    .init({
      lng: 'fr',
      fallbackLng: 'fr',
      resources: { fr: { translation: fr } },
      postProcess: [spacing.name],
      // React escapes what it draws; escaping here too would show "&#39;".
      interpolation: { escapeValue: false },
      initAsync: false,
    });
}
