import { readFileSync } from 'node:fs';
import { advance, initialState, outlook as outlookOf, readBpmn, readOrganisation } from '../../../engine/index.ts';
import { now } from '../ten-tasks.ts';
import type { Row } from '../row.ts';

const root = new URL('../../../procedures/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** What the durable engine keeps beside a dossier after every command: here one that was handed on, with six steps ahead and an appointment. */
export const outlook: Row = {
  name: 'outlook',
  unit: 'next flag, timer, forecast of one dossier',
  show: 'microseconds',
  goal: '12 µs',
  async prepare() {
    const { model } = await readBpmn(text('cong-nhan-co-so-lao-dong-khuyet-tat/process.bpmn'));
    const organisation = readOrganisation(JSON.parse(text('organisation.json'))).organisation!;
    const started = advance(model!, initialState, { type: 'startInstance' }, now, { organisation });
    const [elementKey] = Object.keys(started.state.elements);
    const { state } = advance(model!, started.state, { type: 'completeTask', elementKey: elementKey! }, now, { organisation });
    const count = 20_000;
    return {
      count,
      run() {
        for (let index = 0; index < count; index++)
          if (outlookOf(model!, state, organisation, now.getTime()).nextFlagMs === undefined) throw new Error('no flag is planned');
      },
    };
  },
};
