/** `npm run catalogues`: writes docs/guide/errors.md and events.md from the code. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { errorCatalogue, errorsFile, eventsCatalogue, eventsFile } from './catalogues.ts';

for (const [file, text] of [
  [errorsFile, errorCatalogue()],
  [eventsFile, eventsCatalogue()],
] as const)
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
