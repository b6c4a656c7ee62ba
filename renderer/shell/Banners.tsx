import { Alert } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Warning } from '../../core/contract.ts';
import type { Failure } from '../../core/failures.ts';
import type { Alert as ActiveAlert } from '../../core/monitoring/report.ts';
import { useApp } from '../app-context.ts';
import { failureKey } from '../i18n/failure-key.ts';
import type { ConnectionState } from '../transport/page-client.ts';
import { Icon } from '../ui/Icon.tsx';
import classes from './Shell.module.css';

function useConnection(): ConnectionState {
  const { client } = useApp();
  const [connection, setConnection] = useState<ConnectionState>('connected');
  useEffect(() => client.onConnection(setConnection), [client]);
  return connection;
}

function Banner({ text, detail }: { text: string; detail?: string | undefined }) {
  return (
    <Alert
      role="alert"
      variant="default"
      className={classes.banner}
      classNames={{ icon: classes.bannerIcon, message: classes.bannerText }}
      icon={<Icon name="alert" />}
    >
      {text}
      {detail === undefined ? null : <span className={classes.bannerDetail}>{detail}</span>}
    </Alert>
  );
}

/** What keeps every question from being answered, no connection or an engine that cannot work; then what else is not as it should be. */
export function Banners({ failure, warnings }: { failure: Failure | null; warnings: Warning[] }) {
  const { t } = useTranslation();
  const connection = useConnection();
  if (connection !== 'connected') return <Banner text={t(`connection.${connection}`)} />;
  return (
    <>
      {failure === null ? null : <Banner text={t(failureKey(failure.kind))} detail={failure.detail} />}
      {warnings.map(({ message }) => (
        <Banner key={message} text={message} />
      ))}
    </>
  );
}

/** What the rules of the configuration complain of. Always the same words for the same rule: they are read aloud when they change. */
export function AlertBanners({ alerts }: { alerts: ActiveAlert[] }) {
  const { t } = useTranslation();
  return alerts.map(({ rule }) => <Banner key={rule} text={t(`monitor.alerts.banner.${rule}`)} />);
}
