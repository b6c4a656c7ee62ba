/** The call itself is wrong: exit status 2 and this sentence. */
export class UsageError extends Error {}

export const USAGE = `Usage :
  npm run -s ask -- [--json] [--explain] "question"            --explain : dit aussi comment la réponse a été trouvée
  npm run -s ask -- [--json] [--explain] --batch FICHIER [--workers N] [--output RÉPONSES]     RÉPONSES : fichier où les réponses sont écrites (JSON) ; relancée, la commande traite la suite. FICHIER : .jsonl ({"id","question"} par ligne) ou .txt (une question par ligne) ; - pour l'entrée standard
  npm run -s eval -- --dataset DOSSIER [--mode lexical|semantic|hybrid] [--json]
  npm run -s eval:answers -- [--set FICHIER] [--part reglage|mesure] [--failures] [--json]
  npm run -s serve -- [--port N] [--open]     --open : ouvre aussi le navigateur
  ask, eval:answers et serve acceptent aussi --option section.clé=valeur (répétable) : voir docs/configuration.md`;
