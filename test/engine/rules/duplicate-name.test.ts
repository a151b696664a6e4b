import { expect } from 'chai';
import { bpmn, user } from '../semantics/support.ts';
import { chain, found } from './support.ts';

describe('rule duplicate-name', () => {
  it('notes steps of one desk that cannot be told apart', async () => {
    const named = (id: string, name: string, unit: string) => user(id, '', `name="${name}" tthc:unit="${unit}"`);
    const xml = bpmn(...chain(named('a', 'Xem xét', 'x'), named('b', 'xem xét', 'x'), named('c', 'Xem xét', 'y'), user('d'), user('f')));
    expect(await found('duplicate-name', xml)).to.deep.equal(['info a b']);
  });
});
