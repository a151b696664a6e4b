import { fileURLToPath } from 'node:url';
import { checkFiles } from '../../../api/check/check-files.ts';
import { findFiles } from '../../../api/check/find-files.ts';
import type { Row } from '../row.ts';

const paths = ['../../fixtures/published-procedures.json', '../../../procedures'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

export const checkPublished: Row = {
  name: 'check published',
  unit: 'all 156 tables and the curated, from file to report',
  goal: '≤ 3000 ms',
  show: 'milliseconds',
  async prepare() {
    const files = await findFiles(paths);
    return {
      count: 1,
      async run() {
        await checkFiles(files, { firstDate: '2026-01-01' });
      },
    };
  },
};
