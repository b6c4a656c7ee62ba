import { useTranslation } from 'react-i18next';
import type { Apport, CandidatExplique } from '../../core/domain/explication.ts';
import { formatDecimal, formatSigned } from '../format/decimal.ts';
import { frenchSpacing } from '../format/french-spacing.ts';
import { DataTable } from '../ui/DataTable.tsx';
import classes from './ExplainPanel.module.css';

const COLUMNS = ['lexical', 'semantic', 'fused', 'score'] as const;

const CONTRIBUTIONS_SHOWN = 3;

/** The documents that might have answered, best first, with their scores. */
export function Candidates({ candidats, retenu }: { candidats: readonly CandidatExplique[]; retenu: string | null }) {
  const { t } = useTranslation();
  if (candidats.length === 0) return null;
  return (
    <DataTable compact label={t('explain.tableRegion')} caption={t('explain.caption')}>
      <thead>
        <tr>
          <th scope="col">{t('explain.candidate')}</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={classes.figure}>
              {t(`explain.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {candidats.map((candidat) => (
          <Candidate key={candidat.id} candidat={candidat} chosen={candidat.id === retenu} />
        ))}
      </tbody>
    </DataTable>
  );
}

function Candidate({ candidat, chosen }: { candidat: CandidatExplique; chosen: boolean }) {
  const { t } = useTranslation();
  return (
    <tr className={classes.candidate} data-chosen={chosen ? '' : undefined}>
      <th scope="row">
        <span className={classes.name}>{frenchSpacing(candidat.title)}</span>{' '}
        <span className={classes.genre}>
          {candidat.genre.libelle}
          {chosen ? ` · ${t('explain.chosen')}` : ''}
        </span>
        <Contributions apports={candidat.apports} />
      </th>
      {COLUMNS.map((column) => (
        <td key={column} className={classes.figure}>
          {candidat[column] === null ? '–' : formatDecimal(candidat[column])}
        </td>
      ))}
    </tr>
  );
}

function Contributions({ apports }: { apports: readonly Apport[] }) {
  const told = apports.slice(0, CONTRIBUTIONS_SHOWN).map(({ libelle, apport }) => `${libelle} ${formatSigned(apport)}`);
  return <span className={classes.contributions}>{frenchSpacing(told.join(' · '))}</span>;
}
