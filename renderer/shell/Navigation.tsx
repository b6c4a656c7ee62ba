import { useTranslation } from 'react-i18next';
import classes from './Navigation.module.css';

/** The pages of the application. */
export const PAGES = ['questions', 'quality', 'monitor'] as const;

export type PageName = (typeof PAGES)[number];

/** The way between the pages: buttons in a row, the present one marked. */
export function Navigation({ current, onGo }: { current: PageName; onGo: (page: PageName) => void }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      {PAGES.map((page) => (
        <button
          key={page}
          type="button"
          className={classes.page}
          aria-current={page === current ? 'page' : undefined}
          onClick={() => onGo(page)}
        >
          {t(`nav.${page}`)}
        </button>
      ))}
    </nav>
  );
}
