/** The words of "why this answer?" (part of fr.ts). */
export const explain = {
  title: 'Pourquoi cette réponse ?',
  loading: 'Recherche des raisons…',
  retry: 'Réessayer',
  understood: 'Ce qui a été compris',
  reading: '« {{lu}} » : {{as}} ({{by}})',
  amount: '{{amount}} F {{nature}}',
  rate: '{{rate}} %',
  vatRate: '{{rate}} % (TVA)',
  lines: {
    question: 'Question lue',
    lectures: 'Lu autrement',
    intention: 'Demande',
    sujet: 'Mots cherchés',
    comptes: 'Comptes nommés',
    articles: 'Articles nommés',
    montants: 'Montants',
    taux: 'Taux',
  },
  tableRegion: 'Tableau des candidats',
  caption:
    'Les dix premiers candidats et ce qui a le plus compté pour chacun. Mots : recherche par mots ; sens : ressemblance du sens (1 au plus) ; fusion : rang dans les deux ; score : ce qui décide.',
  candidate: 'Candidat',
  chosen: 'retenu',
  columns: { lexical: 'Mots', semantic: 'Sens', fused: 'Fusion', score: 'Score' },
};
