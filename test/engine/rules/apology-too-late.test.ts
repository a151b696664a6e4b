import { expect } from 'chai';
import { eventSub, procedure, user } from '../semantics/support.ts';
import { chain, deadline, found, timed } from './support.ts';

const id = 'apology-too-late';
const apology = (what: string) =>
  eventSub('sorry', what, false, 'w', user('w')).replace(
    '<startEvent id="sorry_start"',
    '<startEvent id="sorry_start" tthc:purpose="apology"',
  );
const xml = (limit: string, what: string) => procedure('', limit, ...chain(timed('a', 3)), apology(what));
const working = (days: number) =>
  xml(deadline(10), 'timer:P1D').replace(
    /<timerEventDefinition>.*?<\/timerEventDefinition>/s,
    `<timerEventDefinition><extensionElements><tthc:workingTime value="${days}" unit="workingDay"/></extensionElements></timerEventDefinition>`,
  );

describe(`rule ${id}`, () => {
  it('wants the apology a day before the deadline at the latest', async () => {
    expect(await found(id, working(9))).to.deep.equal([]);
    expect(await found(id, working(9.5))).to.deep.equal(['error sorry_start']);
    expect(await found(id, xml(deadline(10, 'calendarDay'), 'timer:P10D'))).to.deep.equal(['error sorry_start']);
    expect(await found(id, xml(deadline(10, 'calendarDay'), 'timer:P9D'))).to.deep.equal([]);
  });

  it('is silent about what it cannot tell', async () => {
    expect(await found(id, xml(deadline(10), 'timer:P20D'))).to.deep.equal([]);
    expect(await found(id, xml(deadline(10), 'date:=dossier.apologyAt'))).to.deep.equal([]);
  });
});
