import { useTranslation } from 'react-i18next';
import { scoreOf, scoresByKind, type JudgedSettlement, type Score } from '../../core/quality/score.ts';
import { formatShare } from '../format/decimal.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { kindKey } from './kind-key.ts';

/** The figures by kind of question, over all, and over each of the two parts. */
export function ScoreTable({ judged }: { judged: readonly JudgedSettlement[] }) {
  const { t } = useTranslation();
  const kinds = [...scoresByKind([...judged])].map(([kind, score]) => {
    const key = kindKey(kind);
    return [key === null ? kind : t(key), score] as const;
  });
  const part = (name: 'reglage' | 'mesure'): Score => scoreOf(judged.filter(({ question }) => question.part === name));
  return (
    <DataTable label={t('quality.tableRegion')} caption={t('quality.caption')}>
      <thead>
        <tr>
          {(['kind', 'questions', 'strict', 'answer', 'wrong', 'refused'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`quality.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map(([name, score]) => (
          <Row key={name} name={name} score={score} />
        ))}
      </tbody>
      <tfoot>
        <Row name={t('quality.all')} score={scoreOf([...judged])} />
        <Row name={t('quality.reglage')} score={part('reglage')} />
        <Row name={t('quality.mesure')} score={part('mesure')} />
      </tfoot>
    </DataTable>
  );
}

function Row({ name, score }: { name: string; score: Score }) {
  const { questions, strict, answer, wrong, refused } = score;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{questions}</td>
      <td>{formatShare(strict, questions)}</td>
      <td>{formatShare(answer, questions)}</td>
      <td>{wrong}</td>
      <td>{refused}</td>
    </tr>
  );
}
