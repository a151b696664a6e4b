import { expect } from 'chai';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { definitions, escape, processXml } from '../../support/bpmn.ts';
import { boundary, end, expectEmpty, played, start, sub, user, type Play } from './support.ts';

const roots =
  '<message id="M" name="M"/><signal id="S" name="S"/><escalation id="X" escalationCode="X"/><error id="E" errorCode="E"/>' +
  '<messageEventDefinition id="theMessage" messageRef="M"/><signalEventDefinition id="theSignal" signalRef="S"/>' +
  '<escalationEventDefinition id="theEscalation" escalationRef="X"/><errorEventDefinition id="theError" errorRef="E"/>';

const many = (attributes: string, children = '') =>
  `<multiInstanceLoopCharacteristics ${attributes}><loopCardinality xsi:type="tFormalExpression">3</loopCardinality>${children}</multiInstanceLoopCharacteristics>`;
const complex = (condition: string, definition: string) =>
  `<complexBehaviorDefinition id="c${condition.length}${definition}"><condition xsi:type="tFormalExpression">${escape(condition)}</condition><event id="e${condition.length}${definition}" xsi:type="tImplicitThrowEvent"><eventDefinitionRef>${definition}</eventDefinitionRef></event></complexBehaviorDefinition>`;

const xml = (marker: string, ...border: string[]) =>
  definitions(roots, processXml('P', start('s'), user('a', marker), user('after'), 's->a', 'a->after', ...border));

const count = (dossier: Play, id: string) => dossier.active().filter((each) => each === id).length;

describe('behaviour of multi-instance activities', () => {
  it('None throws its event for each instance that completes, the last included', async () => {
    const dossier = await played(
      xml(many('behavior="None" noneBehaviorEventRef="theSignal"'), boundary('b', 'a', 'signal:S', false), user('told'), 'b->told'),
    );
    dossier.complete('a');
    expect(count(dossier, 'told')).to.equal(1);
    dossier.complete('a');
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['after', 'told', 'told', 'told']);
    expect(dossier.events.filter(({ type }) => type === 'signalThrown')).to.have.length(3);
  });

  it('One throws it the first time only', async () => {
    const dossier = await played(
      xml(many('behavior="One" oneBehaviorEventRef="theEscalation"'), boundary('b', 'a', 'escalation:X', false), user('told'), 'b->told'),
    );
    dossier.complete('a');
    dossier.complete('a');
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['after', 'told']);
  });

  it('an interrupting catch on the border ends the other instances', async () => {
    const dossier = await played(
      xml(many('behavior="One" oneBehaviorEventRef="theEscalation"'), boundary('b', 'a', 'escalation:X'), user('told'), 'b->told'),
    );
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['told']);
    dossier.complete('told');
    expectEmpty(dossier);
  });

  it('Complex throws what its conditions say, in document order, with the counts of the activity', async () => {
    const marker = many(
      'behavior="Complex"',
      complex('numberOfCompletedInstances = 2', 'theMessage') + complex('loopCounter > 0 and numberOfCompletedInstances >= 2', 'theSignal'),
    );
    const dossier = await played(
      xml(
        marker,
        boundary('m', 'a', 'message:M', false),
        boundary('b', 'a', 'signal:S', false),
        user('byMessage'),
        user('bySignal'),
        'm->byMessage',
        'b->bySignal',
      ),
    );
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['a', 'a']);
    const events = dossier.complete('a');
    expect(events.flatMap((each) => (each.type === 'messageThrown' || each.type === 'signalThrown' ? [each.type] : []))).to.deep.equal([
      'messageThrown',
      'signalThrown',
    ]);
    expect(dossier.variable('numberOfCompletedInstances')).to.equal(2);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['after', 'byMessage', 'bySignal', 'bySignal']);
  });

  it('without an event of its own the activity throws a signal with its id for a name, which its border catches', async () => {
    const bare = '<boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><signalEventDefinition/></boundaryEvent>';
    const dossier = await played(xml(many('behavior="None"'), bare, user('told'), 'b->told'));
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['a', 'a', 'told']);
    expect(dossier.events.flatMap((each) => (each.type === 'signalThrown' ? [each.name] : []))).to.deep.equal(['a']);
  });

  it('a message that nobody on the border catches leaves as any other does', async () => {
    const dossier = await played(xml(many('behavior="One" oneBehaviorEventRef="theMessage"')));
    dossier.complete('a');
    expect(dossier.events.flatMap((each) => (each.type === 'messageThrown' ? [[each.name, each.delivery]] : []))).to.deep.equal([
      ['M', 'outside'],
    ]);
  });

  it('an error goes outward; with nobody there it is an incident, and is thrown again when that is resolved', async () => {
    const inner = sub('x', start('xs'), user('a', many('behavior="One" oneBehaviorEventRef="theError"')), end('xe'), 'xs->a', 'a->xe');
    const caught = await played(
      definitions(roots, processXml('P', start('s'), inner, boundary('b', 'x', 'error:E'), user('sorry'), 's->x', 'b->sorry')),
    );
    caught.complete('a');
    expect(caught.active()).to.deep.equal(['sorry']);
    const alone = await played(xml(many('behavior="One" oneBehaviorEventRef="theError"')));
    alone.complete('a');
    expect(alone.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['ERROR_UNCAUGHT', 'a']]);
  });

  it('refuses what an activity cannot throw', async () => {
    const { problems } = await readBpmn(
      definitions(
        '<timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>',
        processXml('P', start('s'), user('a', many('behavior="One" oneBehaviorEventRef="t"')), 's->a'),
      ),
    );
    expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['EVENT_DEFINITION_WRONG', 'a']]);
  });
});
