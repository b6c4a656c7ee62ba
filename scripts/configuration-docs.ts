import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURATION_DOCUMENTS, configurationDocuments } from './lib/configuration-documents.ts';
import { PROJECT, say } from './lib/project.ts';

const documents = await configurationDocuments();
for (const name of ['yaml', 'markdown'] as const) {
  writeFileSync(join(PROJECT, CONFIGURATION_DOCUMENTS[name]), documents[name]);
  say(`${CONFIGURATION_DOCUMENTS[name]} écrit.`);
}
