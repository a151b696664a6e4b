import { fromTable } from '../../../engine/model/from-table.ts';
import { publishedTables } from '../published.ts';
import type { Row } from '../row.ts';

export const importTables: Row = {
  name: 'import a published table',
  unit: 'table to BPMN with diagram',
  show: 'milliseconds',
  async prepare() {
    const tables = publishedTables.filter((_, index) => index % 8 === 0);
    return {
      count: tables.length,
      async run() {
        for (const table of tables) await fromTable(table as Parameters<typeof fromTable>[0]);
      },
    };
  },
};
