import { expect } from 'chai';
import { bpmn, start, user } from '../semantics/support.ts';
import { found } from './support.ts';

describe('rule personal-data-read', () => {
  it('finds conditions that read what a form marks personal', async () => {
    const xml = bpmn(start('s'), user('a'), user('b'), 's->a?applicant.age > 60', 's->b!');
    const forms = (personal: boolean) => ({ intake: { properties: { applicant: { type: 'object', personal } } } });
    expect(await found('personal-data-read', xml, { forms: forms(true) })).to.deep.equal(['error s_a']);
    expect(await found('personal-data-read', xml, { forms: forms(false) })).to.deep.equal([]);
    expect(await found('personal-data-read', xml)).to.deep.equal([]);
  });
});
