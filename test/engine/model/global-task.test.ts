import { expect } from 'chai';
import { readCalls } from '../../../engine/model/calls-of.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { definitions, processXml } from '../../support/bpmn.ts';
import { boundary, call, expectEmpty, multiInstance, played, start, user } from '../semantics/support.ts';

const tasks =
  '<globalUserTask id="review" name="Xem xét" tthc:unit="soTuPhap" tthc:form="phieuXemXet" tthc:budget="4" tthc:budgetUnit="workingHour"/>' +
  '<globalScriptTask id="sum" scriptLanguage="feel" tthc:resultVariable="total"><script>a + 1</script></globalScriptTask>' +
  '<globalManualTask id="stamp" name="Đóng dấu"/><globalTask id="nothing"/>' +
  '<message id="M1" name="M1"/>';

const file = (...parts: string[]) => definitions(tasks, processXml('P', ...parts));

describe('global tasks', () => {
  it('are done by the call activities that call them, in their own place', async () => {
    const dossier = await played(
      file(start('s'), call('x', 'sum'), call('y', 'review'), call('z', 'stamp'), call('n', 'nothing'), 's->x', 'x->y', 'y->z', 'z->n'),
      { variables: { a: 1 } },
    );
    expect(dossier.variable('total')).to.equal(2);
    expect(dossier.active()).to.deep.equal(['y']);
    const { step } = dossier.state.elements[dossier.key('y')]!;
    expect([step!.unit, step!.budget]).to.deep.equal(['soTuPhap', { value: 4, unit: 'workingHour' }]);
    dossier.complete('y', { agreed: true }, 'officer');
    expect(dossier.variable('agreed')).to.equal(true);
    dossier.complete('z');
    expectEmpty(dossier);
  });

  it('take the name and the attributes of the call where it says them', async () => {
    const { model } = await readBpmn(
      file(
        start('s'),
        '<callActivity id="y" name="Lần hai" calledElement="review" tthc:unit="soXayDung"/>',
        call('z', 'review'),
        's->y',
        'y->z',
      ),
    );
    const [y, z] = ['y', 'z'].map((id) => model!.nodes.get(id)!);
    expect([y!.type, y!.name, y!.step!.unit, y!.step!.form]).to.deep.equal(['userTask', 'Lần hai', 'soXayDung', 'phieuXemXet']);
    expect([z!.type, z!.name, z!.step!.unit]).to.deep.equal(['userTask', 'Xem xét', 'soTuPhap']);
  });

  it('keep the boundary events and the rounds of the call', async () => {
    const dossier = await played(
      file(
        start('s'),
        call('y', 'review', multiInstance({ cardinality: '2' })),
        boundary('b', 'y', 'message:M1'),
        user('late'),
        's->y',
        'b->late',
      ),
    );
    expect(dossier.active()).to.deep.equal(['y', 'y']);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['late']);
  });

  it('are no processes of other files', async () => {
    expect(await readCalls(file(start('s'), call('y', 'review'), call('o', 'elsewhere'), 's->y', 'y->o'))).to.deep.equal({
      processIds: ['P'],
      calledElements: ['elsewhere'],
    });
  });
});
