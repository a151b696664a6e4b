/** `npm run client`: writes api/client-operations.ts from the list of routes. */
import { writeFile } from 'node:fs/promises';
import { clientFile, freshClient } from './fresh-client.ts';

await writeFile(clientFile, await freshClient());
