import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import classes from './Shell.module.css';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' } as const;

/** Goes round the themes: as the system has it, light, dark. The choice is remembered on this computer. */
export function ThemeToggle() {
  const { t } = useTranslation();
  // Without keepTransitions Mantine would put a <style> element into the page, which the security policy refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const label = t(`theme.${colorScheme}`);
  return (
    <ActionIcon
      className={classes.theme}
      variant="transparent"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      <Icon name={colorScheme} size={18} />
    </ActionIcon>
  );
}
