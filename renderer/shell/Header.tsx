import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import classes from './Shell.module.css';

/** The name of the application and the choice of theme. */
export function Header() {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <span className={classes.logo}>
        <Icon name="ledger" size={18} />
      </span>
      <h1 className={classes.name}>{t('app.name')}</h1>
      <span className={classes.subtitle}>{t('app.subtitle')}</span>
      <ThemeToggle />
    </header>
  );
}
