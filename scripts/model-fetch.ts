import { parseArgs } from 'node:util';
import { buildCard } from './model-fetch/card.ts';
import { downloadFolder } from './model-fetch/download.ts';
import { FetchFailure } from './model-fetch/failure.ts';
import { pinnedCard, refuseChanged, writeCard } from './model-fetch/pin.ts';

const USAGE =
  'Usage : npm run model:fetch -- <auteur/modèle> [--revision R] [--out <dossier>] [--base-url URL] ' +
  '[--query-prefix "…"] [--passage-prefix "…"]';

const HUGGING_FACE = 'https://huggingface.co';
const IDENTIFIER = /^(?!.*\.\.)[\w.-]+\/[\w.-]+$/;
const REVISION = /^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/;

interface Call {
  readonly id: string;
  readonly revision: string;
  readonly out: string;
  readonly baseUrl: string;
  readonly queryPrefix: string | undefined;
  readonly passagePrefix: string | undefined;
}

/** The command line, or null when it is wrong. The base URL may also come from HF_ENDPOINT, as in Hugging Face's tools. */
function readCall(args: readonly string[]): Call | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        revision: { type: 'string', default: 'main' },
        out: { type: 'string' },
        'base-url': { type: 'string', default: process.env['HF_ENDPOINT'] ?? HUGGING_FACE },
        'query-prefix': { type: 'string' },
        'passage-prefix': { type: 'string' },
      },
    });
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0 || !IDENTIFIER.test(id) || !REVISION.test(values.revision)) return null;
    return {
      id,
      revision: values.revision,
      out: values.out ?? `resources/models/${id.replace('/', '--').toLowerCase()}`,
      baseUrl: values['base-url'].replace(/\/+$/, ''),
      queryPrefix: values['query-prefix'],
      passagePrefix: values['passage-prefix'],
    };
  } catch {
    return null;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function fetchModel(call: Call): Promise<void> {
  const pinned = await pinnedCard(call.out);
  const from = `${call.baseUrl}/${call.id}/resolve/${encodeURIComponent(call.revision)}`;
  const files = await downloadFolder(from, call.out, say, (name, hash) => refuseChanged(pinned, name, hash));
  const card = buildCard(call.out, { ...call, files });
  await writeCard(call.out, pinned, card);
  say(`${String(Object.keys(files).length)} fichiers vérifiés dans ${call.out} ; empreintes notées dans model-card.json.`);
}

/** Exit status: 0 when the folder is complete and pinned, 1 when it could not be had, 2 when the call is wrong. */
async function main(): Promise<number> {
  const call = readCall(process.argv.slice(2));
  if (call === null) {
    say(USAGE);
    return 2;
  }
  try {
    await fetchModel(call);
    return 0;
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    say(error.message);
    return 1;
  }
}

process.exitCode = await main();
