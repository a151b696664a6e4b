/** `npm run schema`: writes migrations/schema.sql from a freshly migrated database. */
import { writeFile } from 'node:fs/promises';
import { freshSchema } from './fresh-schema.ts';

await writeFile(new URL('../../migrations/schema.sql', import.meta.url), await freshSchema());
