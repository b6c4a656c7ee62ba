import { useTranslation } from 'react-i18next';
import type { QuestionComprise } from '../../core/domain/explication.ts';
import { formatAmount } from '../format/amount.ts';
import { frenchSpacing } from '../format/french-spacing.ts';
import classes from './ExplainPanel.module.css';

const NUMBER = new Intl.NumberFormat('fr-FR');

/** What was understood of the question; lines that have nothing to say are left out. */
export function Understood({ compris }: { compris: QuestionComprise }) {
  const { t } = useTranslation();
  const { question, lectures, intention, sujet, comptes, articles, montants, taux } = compris;
  const lines = {
    question: [question],
    lectures: lectures.map(({ lu, compris: as, par }) => t('explain.reading', { lu, as, by: par.libelle })),
    intention: [intention.libelle],
    sujet,
    comptes,
    articles,
    montants: montants.map(({ montant, nature }) =>
      t('explain.amount', { amount: formatAmount(montant), nature: nature === 'indetermine' ? '' : nature }).trim(),
    ),
    taux: taux.map(({ taux: rate, tva }) => t(tva ? 'explain.vatRate' : 'explain.rate', { rate: NUMBER.format(rate) })),
  };
  const shown = (Object.keys(lines) as (keyof typeof lines)[]).filter((name) => lines[name].length > 0);
  return (
    <dl className={classes.understood} aria-label={t('explain.understood')}>
      {shown.map((name) => (
        <div key={name}>
          <dt>{t(`explain.lines.${name}`)}</dt>
          <dd>{frenchSpacing(lines[name].join(name === 'lectures' ? ' ; ' : ', '))}</dd>
        </div>
      ))}
    </dl>
  );
}
