/** What happens between the dossiers of the world, and what time brings them. */
import { expect } from 'chai';
import { defaultOrganisation } from '../../../engine/deadlines/organisation.ts';
import { passTime } from '../../../engine/scenarios/pass-time.ts';
import { broadcast, openWorld, startDossier } from '../../../engine/scenarios/world.ts';
import { CommandRejected } from '../../../engine/semantics/errors.ts';
import { modelOfXml, processXml } from '../../support/bpmn.ts';
import { scenariosBetweenDossiers } from '../../support/scenarios-between-dossiers.ts';
import { bpmn, catching, file, holds, start, throwing } from '../semantics/support.ts';

describe('the world', () => {
  for (const { id, xml, ...scenario } of scenariosBetweenDossiers) it(id, () => holds(xml, scenario));

  it('does not go on for ever when dossiers call each other for ever', async () => {
    const model = await modelOfXml(file(processXml('P', start('s', 'signal:S1'), throwing('t', 'signal:S1'), 's->t')));
    const world = openWorld(model, { organisation: defaultOrganisation }, 0);

    expect(() => broadcast(world, 'S1', {})).to.throw(CommandRejected, 'gọi nhau');
    expect(world.dossiers).to.have.lengthOf(10_000);
  });

  it('stops where a timer of zero keeps time from passing', async () => {
    const model = await modelOfXml(bpmn(start('s'), catching('c', 'timer:PT0S'), 's->c', 'c->c'));
    const world = openWorld(model, { organisation: defaultOrganisation }, 0);
    startDossier(world, { type: 'startInstance' });

    const refusal = await passTime(world, 1000).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(CommandRejected);
    expect(world.nowMs).to.equal(0);
  });
});
