import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyToClipboard } from './clipboard.ts';
import { Icon } from './Icon.tsx';

const SHOWN_MS = 2000;

/** A button that copies `text()` and says for two seconds whether that worked. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (): void => {
    void copyToClipboard(text()).then((copied) => setOutcome(copied ? 'copied' : 'copyFailed'));
  };
  return (
    <Button variant="default" size="xs" leftSection={<Icon name={outcome === 'copied' ? 'check' : 'copy'} />} onClick={copy}>
      <span aria-live="polite">{outcome === null ? label : t(`detail.${outcome}`)}</span>
    </Button>
  );
}
