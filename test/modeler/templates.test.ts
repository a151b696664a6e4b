/** Templates: what a new draft begins with, and the parts that are put into one, are BPMN that runs. */
import { expect } from 'chai';
import { readBpmn } from '../../engine/index.ts';
import { draftOfRegime } from '../../modeler/editor/templates/draft-of-regime.ts';
import { pieces } from '../../modeler/editor/templates/pieces.ts';
import { planXml } from '../../modeler/editor/templates/plan-xml.ts';
import { regimes } from '../../modeler/editor/templates/regimes.ts';

const errorsOf = async (xml: string) => (await readBpmn(xml)).problems.map(({ code, at, messageEn }) => `${code} ${at}: ${messageEn}`);

describe('templates of procedures', () => {
  it('has one of each regime that the description of procedures knows', async () => {
    const { readFile } = await import('node:fs/promises');
    const schema = JSON.parse(await readFile(new URL('../../procedures/procedure.schema.json', import.meta.url), 'utf8')) as {
      properties: { regime: { enum: string[] } };
    };
    expect(regimes.map(({ id }) => id)).to.deep.equal(schema.properties.regime.enum);
  });

  for (const regime of [...regimes, undefined])
    it(`begins a procedure of the regime "${regime?.id ?? 'none'}" that runs`, async () => {
      const xml = await draftOfRegime('Cấp "phép" <thử> & xem', regime);
      expect(await errorsOf(xml)).to.deep.equal([]);
      const { model } = await readBpmn(xml);
      const [process] = [...model!.processes.values()];
      expect(process!.name).to.equal('Cấp "phép" <thử> & xem');
      const shares = process!.nodes.reduce((sum, { id, step }) => sum + (id === 'refuse' ? 0 : (step?.budgetShare ?? 0)), 0);
      if (regime && !['interlinkedSameLevel', 'landTwoAppointments'].includes(regime.id)) expect(shares).to.be.closeTo(1, 0.051);
      expect(shares).to.be.at.most(1.36);
    });

  for (const { id, plan } of pieces)
    it(`has a part "${id}" that is BPMN`, async () => {
      const xml = await planXml(
        {
          ...plan,
          nodes: [{ id: 'begin', type: 'startEvent' }, ...plan.nodes, { id: 'finish', type: 'endEvent' }],
          flows: [{ from: 'begin', to: plan.nodes[0]!.id }, ...plan.flows, { from: plan.nodes.at(-1)!.id, to: 'finish' }],
        },
        { processId: 'part', name: id },
      );
      expect(await errorsOf(xml)).to.deep.equal([]);
    });
});
