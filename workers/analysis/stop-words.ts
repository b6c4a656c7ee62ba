/**
 * Words that say nothing about the subject of a question, folded (no accents). Negations and prepositions that change an
 * accounting meaning ("hors", "sans", "avant", "après") are not here.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a ai aie ait alors as au aucun aujourd'hui aura aurait aussi autre aux avait avec avoir avons ayant c ca ce ceci cela celle celles
  celui ces cet cette ceux chaque chez ci comme comment d dans de des doit doivent dois donc dont du elle elles en encore entre es
  est et etaient etait etant etc etre eu eux fait faire faut fois font furent fut il ils j je jusqu l la laquelle le lequel les lesquels
  lesquelles leur leurs lors lorsqu lorsque lui m ma mais me meme memes mes moi mon n ne nos notre nous on ont or ou ont par parce
  pas peu peut peuvent peux plus pour pourquoi pouvez pouvoir puis puisqu puisque qu quand que quel quelle quelles quels qui quoi quoiqu
  s sa se sera serait ses si soit sommes son sont sous suis sur t ta te tel telle telles tels tes toi ton tous tout toute toutes tres tu un
  une va vais vers veut veux voici voila vont vos votre vous y etes svp merci bonjour`.split(/\s+/),
);
