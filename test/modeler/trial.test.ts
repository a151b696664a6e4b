/** A trial run: the engine decides, the reader chooses the branches and the instants. */
import { expect } from 'chai';
import { defaultOrganisation } from '../../engine/index.ts';
import { doInTrial, movesOf, openTrial, passTime, splitsAhead, tokensOf, type Trial } from '../../modeler/player/trial.ts';
import { definitions, element, modelOfXml, processXml } from '../support/bpmn.ts';

const monday = Date.parse('2026-03-02T01:00:00Z'); // 08:00 in Vietnam
const hour = 3_600_000;

const model = () =>
  modelOfXml(
    definitions(
      processXml(
        'P',
        '<extensionElements><tthc:deadline kind="published" value="3" unit="workingDay"/></extensionElements>',
        element('startEvent', 's'),
        element('userTask', 'receive', '', 'tthc:budget="4" tthc:budgetUnit="workingHour"'),
        element('exclusiveGateway', 'x'),
        element('userTask', 'a'),
        element('userTask', 'b'),
        element('exclusiveGateway', 'y'),
        element('endEvent', 'e'),
        's->receive',
        'receive->x',
        'x->a?far = true',
        'x->b!',
        'a->y',
        'b->y',
        'y->e',
      ),
    ),
  );

const told = ({ log }: Trial) => log.map(({ what, elementId, detail }) => [what, elementId ?? detail].filter(Boolean).join(' '));

describe('a trial run', () => {
  it('takes the branch that the reader chooses, whatever the data', async () => {
    let trial = openTrial(await model(), defaultOrganisation, monday);
    const [start] = movesOf(trial);
    expect(start!.command.type).to.equal('startInstance');
    trial = doInTrial(trial, start!.command, {}, monday);
    expect([...tokensOf(trial)]).to.deep.equal([['receive', 1]]);
    expect(splitsAhead(trial, 'receive')).to.deep.equal([
      {
        elementId: 'x',
        isOne: true,
        flows: [
          { id: 'x_a', isDefault: false },
          { id: 'x_b', isDefault: true },
        ],
      },
    ]);
    const [done] = movesOf(trial);
    expect(done).to.include({ kind: 'done', elementId: 'receive' });
    trial = doInTrial(trial, done!.command, { x: ['x_a'] }, monday + hour);
    expect([...tokensOf(trial)]).to.deep.equal([['a', 1]]);
    trial = doInTrial(trial, movesOf(trial)[0]!.command, {}, monday + 2 * hour);
    expect(told(trial)).to.deep.equal(['started', 'arrived receive', 'done receive', 'arrived a', 'done a', 'passed e', 'ended completed']);
    expect(movesOf(trial)).to.deep.equal([]);
  });

  it('raises the flags that fall due on the way, at their instants', async () => {
    let trial = openTrial(await model(), defaultOrganisation, monday);
    trial = doInTrial(trial, movesOf(trial)[0]!.command, {}, monday);
    const before = trial;
    trial = passTime(trial, monday + 30 * hour, {});
    const flags = trial.log.filter(({ what }) => what === 'flag');
    expect(flags.map(({ detail, elementId, atMs }) => [detail, elementId, (atMs - monday) / hour])).to.deep.equal([
      ['stepAtRisk', 'receive', 3],
      ['stepOverBudget', 'receive', 5.5],
    ]);
    expect(trial.nowMs).to.equal(monday + 30 * hour);
    expect(before.log.length).to.equal(trial.log.length - 2);
  });

  it('lets the reader choose what is done in any order, and when it is enough', async () => {
    const anyOrder = await modelOfXml(
      definitions(
        processXml(
          'P',
          element('startEvent', 's'),
          element('adHocSubProcess', 'any', element('userTask', 'a') + element('userTask', 'b')),
          element('endEvent', 'e'),
          's->any',
          'any->e',
        ),
      ),
    );
    let trial = openTrial(anyOrder, defaultOrganisation, monday);
    const kinds = () => movesOf(trial).map(({ kind, elementId }) => `${kind} ${elementId}`);
    const make = (what: string) => {
      const move = movesOf(trial)[kinds().indexOf(what)]!;
      trial = doInTrial(trial, move.command, {}, trial.nowMs);
    };
    make('happens s');
    expect(kinds()).to.have.members(['chosen a', 'chosen b', 'done any']);
    make('chosen b');
    expect([...tokensOf(trial)]).to.deep.equal([
      ['any', 1],
      ['b', 1],
    ]);
    make('done b');
    make('done any');
    expect(told(trial).at(-1)).to.equal('ended completed');
  });

  it('lets a step fail with each code that somebody waits for, and with no other', async () => {
    const failing = await modelOfXml(
      definitions(
        '<error id="r1" errorCode="THIEU"/><error id="r2" errorCode="SAI"/>',
        processXml(
          'P',
          element('startEvent', 's'),
          element('subProcess', 'part', '<startEvent id="is"/><userTask id="t"/><sequenceFlow id="f" sourceRef="is" targetRef="t"/>'),
          element('boundaryEvent', 'b1', '<errorEventDefinition errorRef="r1"/>', 'attachedToRef="part"'),
          element('boundaryEvent', 'b2', '<errorEventDefinition errorRef="r2"/>', 'attachedToRef="part"'),
          element('userTask', 'after'),
          element('endEvent', 'e'),
          's->part',
          'part->after',
          'after->e',
          'b1->e',
          'b2->e',
        ),
      ),
    );
    let trial = openTrial(failing, defaultOrganisation, monday);
    trial = doInTrial(trial, movesOf(trial)[0]!.command, {}, monday);
    const fails = () => movesOf(trial).flatMap(({ kind, command }) => (kind === 'fails' ? [command] : []));
    expect(fails().map((command) => command.type === 'throwError' && command.code)).to.deep.equal(['THIEU', 'SAI']);
    const before = trial;
    trial = doInTrial(trial, movesOf(trial)[0]!.command, {}, monday);
    expect([...tokensOf(trial)]).to.deep.equal([['after', 1]]);
    expect(fails()).to.deep.equal([]);
    trial = before;
    trial = doInTrial(trial, fails()[1]!, {}, monday);
    expect(told(trial).at(-1)).to.equal('ended completed');
  });
});
