import { useTranslation } from 'react-i18next';
import type { LigneEcriture, Sens } from '../../core/domain/settlement.ts';
import { DataTable, WORDS } from '../ui/DataTable.tsx';
import { Amount } from './Amount.tsx';
import { entrySteps, totalsOf, type EntryStep, type Totals } from './entry-steps.ts';
import classes from './EntryTable.module.css';

function Line({ line }: { line: LigneEcriture }) {
  const cell = (sens: Sens) => <td className={classes.amount}>{line.sens === sens ? <Amount francs={line.montant} /> : null}</td>;
  return (
    <tr>
      <td className={classes.compte}>{line.compte}</td>
      {/* Credits stand further in, as accountants write them. */}
      <td className={line.sens === 'credit' ? `${WORDS} ${classes.credited}` : WORDS}>{line.intitule}</td>
      {cell('debit')}
      {cell('credit')}
    </tr>
  );
}

function TotalRow({ label, totals, className }: { label: string; totals: Totals; className?: string | undefined }) {
  return (
    <tr className={className}>
      <th scope="row" colSpan={2}>
        {label}
      </th>
      <td className={classes.amount}>
        <Amount francs={totals.debit} />
      </td>
      <td className={classes.amount}>
        <Amount francs={totals.credit} />
      </td>
    </tr>
  );
}

function Step({ step, withTotal }: { step: EntryStep; withTotal: boolean }) {
  const { t } = useTranslation();
  return (
    <tbody>
      {step.moment === '' ? null : (
        <tr className={classes.moment}>
          <th scope="rowgroup" colSpan={4}>
            {step.moment}
          </th>
        </tr>
      )}
      {step.lines.map((line, index) => (
        <Line key={index} line={line} />
      ))}
      {withTotal ? <TotalRow label={t('entry.stepTotal')} totals={step.totals} className={classes.stepTotal} /> : null}
    </tbody>
  );
}

/** The journal entry, one group of lines for each step in time, with totals. Wide entries scroll in their own box. */
export function EntryTable({ entries }: { entries: readonly LigneEcriture[] }) {
  const { t } = useTranslation();
  const steps = entrySteps(entries);
  return (
    <DataTable className={classes.entry} label={t('entry.region')} caption={t('entry.caption')}>
      <thead>
        <tr>
          <th scope="col">{t('entry.compte')}</th>
          <th scope="col" className={WORDS}>
            {t('entry.intitule')}
          </th>
          <th scope="col" className={classes.amount}>
            {t('entry.debit')}
          </th>
          <th scope="col" className={classes.amount}>
            {t('entry.credit')}
          </th>
        </tr>
      </thead>
      {steps.map((step) => (
        <Step key={step.moment} step={step} withTotal={steps.length > 1} />
      ))}
      <tfoot>
        <TotalRow label={t('entry.total')} totals={totalsOf(entries)} />
      </tfoot>
    </DataTable>
  );
}
