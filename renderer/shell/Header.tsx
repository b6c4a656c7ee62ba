import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { Navigation, type PageName } from './Navigation.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import classes from './Shell.module.css';

/** The name of the application, the way between its pages, and the choice of theme. */
export function Header({ page, onGo }: { page: PageName; onGo: (page: PageName) => void }) {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <span className={classes.logo}>
        <Icon name="ledger" size={18} />
      </span>
      <h1 className={classes.name}>{t('app.name')}</h1>
      <span className={classes.subtitle}>{t('app.subtitle')}</span>
      <Navigation current={page} onGo={onGo} />
      <ThemeToggle />
    </header>
  );
}
