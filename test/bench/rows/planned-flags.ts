import { advance, comingFlags, defaultOrganisation, initialState, readBpmn } from '../../../engine/index.ts';
import { fromTable } from '../../../engine/model/from-table.ts';
import { publishedTables } from '../published.ts';
import { now } from '../ten-tasks.ts';
import type { Row } from '../row.ts';

/** Every flag to come of an open dossier of a published procedure, with its instant. */
export const plannedFlags: Row = {
  name: 'planned flags',
  unit: 'flags to come of one open dossier',
  show: 'microseconds',
  async prepare() {
    const { xml } = await fromTable(publishedTables[0] as Parameters<typeof fromTable>[0]);
    const { model } = await readBpmn(xml);
    const { state } = advance(model!, initialState, { type: 'startInstance' }, now);
    const count = 2_000;
    return {
      count,
      run() {
        for (let index = 0; index < count; index++)
          if (comingFlags(model!, state, defaultOrganisation).length === 0) throw new Error('no flag is planned');
      },
    };
  },
};
