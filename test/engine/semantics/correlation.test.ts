/** Correlation by what messages carry: subscriptions of a process, conversations, messages from outside (8.4.2; ADR 0063). */
import { expect } from 'chai';
import { modelHash } from '../../../engine/analysis/model-hash.ts';
import { checkPersonal } from '../../../engine/model/check-personal.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { Variables } from '../../../engine/semantics/state.ts';
import { execute, openWorld, publish, startDossier } from '../../../engine/scenarios/world.ts';
import { plainEnvironment } from '../../../engine/semantics/advance.ts';
import { content, definitions, element, modelOfXml } from '../../support/bpmn.ts';
import { keyed, oneKey, twoKeys } from '../../support/keyed-file.ts';
import { boundary, call, end, event, eventSub, mappings, monday, played, start, user, type Play } from './support.ts';

const receive = (id: string, message = 'answered') => element('receiveTask', id, '', `messageRef="${message}"`);
const waiting = (play: Play) => Object.values(play.state.subscriptions).map(({ name, correlationKey }) => [name, correlationKey]);
const thrown = (play: Play) => play.events.flatMap((each) => (each.type === 'messageThrown' ? [[each.name, each.correlationKey]] : []));

describe('correlation keys of BPMN', () => {
  describe('with a subscription of the process', () => {
    const xml = keyed(oneKey, { code: 'ma' }, start('s'), receive('r'), end('e'), 's->r', 'r->e');

    it('its catchers wait for what the process knows; what a message carries says whether it is meant', async () => {
      const dossier = await played(xml, { variables: { ma: 'A' } });
      expect(waiting(dossier)).to.deep.equal([['answered', 'A']]);
      for (const variables of [{ reply: { code: 'B' } }, { code: 'A' }, {}] as Variables[])
        dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'answered', variables });
      dossier.send({ type: 'deliverMessage', name: 'answered', variables: { reply: { code: 'A' } } });
      expect(dossier.state.status).to.equal('ended');
    });

    it('a message that names its key itself is not read', async () => {
      const dossier = await played(xml, { variables: { ma: 'A' } });
      dossier.refuses('NOT_WAITING', {
        type: 'deliverMessage',
        name: 'answered',
        correlationKey: 'B',
        variables: { reply: { code: 'A' } },
      });
      dossier.send({ type: 'deliverMessage', name: 'answered', correlationKey: 'A' });
      expect(dossier.state.status).to.equal('ended');
    });

    it('several properties are compared together', async () => {
      const dossier = await played(keyed(twoKeys, { code: 'ma', year: '2000 + nam' }, start('s'), receive('r'), 's->r'), {
        variables: { ma: 'A', nam: 26 },
      });
      expect(waiting(dossier)).to.deep.equal([['answered', { code: 'A', year: 2026 }]]);
      dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'answered', variables: { reply: { code: 'A', year: 2025 } } });
      dossier.send({ type: 'deliverMessage', name: 'answered', variables: { reply: { code: 'A', year: 2026 } } });
      expect(dossier.state.status).to.equal('ended');
    });

    it('finds its dossier among others from outside', async () => {
      const world = openWorld(await modelOfXml(xml), plainEnvironment, Date.parse(monday));
      const [a, b] = ['A', 'B'].map((ma) => startDossier(world, { type: 'startInstance', variables: { ma } }));
      publish(world, { name: 'answered', variables: { reply: { code: 'B' } } });
      expect([a!.state.status, b!.state.status]).to.deep.equal(['active', 'ended']);
      // nobody waits for it: it is kept until somebody does
      publish(world, { name: 'answered', variables: { reply: { code: 'C' } } });
      expect(a!.state.status).to.equal('active');
      expect(startDossier(world, { type: 'startInstance', variables: { ma: 'C' } }).state.status).to.equal('ended');
    });
  });

  describe('without a subscription', () => {
    it('the message that starts the process says the key of those that follow', async () => {
      const dossier = await played(
        keyed(
          oneKey,
          undefined,
          event('startEvent', 's', 'message:asked'),
          receive('r'),
          eventSub('h', 'message:cancelled', true, 'x', user('x')),
          's->r',
        ),
        { at: 's', variables: { code: 'A' } },
      );
      expect(dossier.variable('hồ sơ')).to.equal('A');
      expect(waiting(dossier)).to.deep.equal([
        ['cancelled', 'A'],
        ['answered', 'A'],
      ]);
    });

    it('a message that is sent first says it, in what it carries or what the process knows', async () => {
      const sent = (children: string) =>
        keyed(oneKey, undefined, start('s'), element('sendTask', 'x', children, 'messageRef="asked"'), receive('r'), 's->x', 'x->r');
      const carried = await played(sent(mappings({ code: '"A" + ma' })), { variables: { ma: 'x' } });
      expect([thrown(carried), waiting(carried)]).to.deep.equal([[['asked', 'Ax']], [['answered', 'Ax']]]);
      const known = await played(sent(''), { variables: { code: 'B' } });
      expect([thrown(known), waiting(known)]).to.deep.equal([[['asked', 'B']], [['answered', 'B']]]);
    });

    it('a message that is caught first says it, and keeps it', async () => {
      const dossier = await played(
        keyed(
          oneKey,
          undefined,
          start('s'),
          user('a'),
          boundary('b', 'a', 'message:asked', false),
          user('x'),
          receive('r'),
          's->a',
          'b->x',
          'a->r',
        ),
      );
      expect(waiting(dossier)).to.deep.equal([['asked', undefined]]);
      dossier.send({ type: 'deliverMessage', name: 'asked', variables: {} });
      expect(dossier.variable('hồ sơ')).to.equal(undefined);
      for (const code of ['A', 'B']) dossier.send({ type: 'deliverMessage', name: 'asked', variables: { code } });
      expect(dossier.variable('hồ sơ')).to.equal('A');
      dossier.complete('a');
      expect(waiting(dossier)).to.deep.equal([['answered', 'A']]);
    });

    it('what waits inside the event subprocess that the first message starts waits for its key, and what was armed before keeps none', async () => {
      const nested = eventSub('inner', 'message:answered', false, 'y', user('y'));
      const outer = eventSub('outer', 'message:asked', false, 'x', user('x'), nested);
      const dossier = await played(keyed(oneKey, undefined, start('s'), user('a'), 's->a', outer));
      for (const code of ['A', 'B']) dossier.send({ type: 'deliverMessage', name: 'asked', variables: { code } });
      expect(waiting(dossier)).to.deep.equal([
        ['asked', undefined],
        ['answered', 'A'],
        ['answered', 'A'],
      ]);
      dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'answered', variables: { reply: { code: 'B' } } });
      dossier.send({ type: 'deliverMessage', name: 'answered', variables: { reply: { code: 'A' } } });
      expect(dossier.active()).to.include('y');
    });

    it('a message that names its key itself says it, in what it is caught by and in what it starts', async () => {
      const parts = [receive('a', 'asked'), receive('r'), end('e'), 'a->r', 'r->e'];
      const caught = await played(keyed(oneKey, undefined, start('s'), ...parts, 's->a'));
      caught.send({ type: 'deliverMessage', name: 'asked', correlationKey: 'A' });
      expect([caught.variable('hồ sơ'), waiting(caught)]).to.deep.equal(['A', [['answered', 'A']]]);
      caught.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'answered', correlationKey: 'B' });
      caught.send({ type: 'deliverMessage', name: 'answered', correlationKey: 'A' });
      expect(caught.state.status).to.equal('ended');

      const xml = keyed(oneKey, undefined, event('startEvent', 's', 'message:asked'), receive('r'), 's->r');
      const world = openWorld(await modelOfXml(xml), plainEnvironment, Date.parse(monday));
      publish(world, { name: 'asked', correlationKey: 'A', variables: { code: 'not this' } });
      expect(
        world.dossiers.map(({ state }) => Object.values(state.subscriptions).map(({ correlationKey }) => correlationKey)),
      ).to.deep.equal([['A']]);
    });

    it('so does one that another pool sends by what only that pool knows: it starts, comes in time or is kept', async () => {
      const told = { code: { asked: 'code', answered: 'reply.code' } };
      const flow = (id: string, target: string) => `<messageFlow id="f_${id}" sourceRef="${id}" targetRef="${target}"/>`;
      /** Pool P as it is once pool Q, which knows the key, has sent all and the given tasks are completed. */
      const learned = async (flows: string[], pool: string[], sender: string[], ...completed: string[]) => {
        const xml = keyed(told, undefined, ...pool)
          .replace('<correlationKey ', `<participant id="poolQ" processRef="Q"/>${flows.join('')}<correlationKey `)
          .replace('</definitions>', `<process id="Q" isExecutable="true">${content(start('qs'), ...sender)}</process></definitions>`);
        const dossier = await played(xml, { process: 'Q', variables: { code: 'A' } });
        for (const task of completed) dossier.complete(task);
        return [dossier.state.scopes['P#1']!.variables, waiting(dossier)];
      };
      const sends = (id: string, message: string) => event('intermediateThrowEvent', id, `message:${message}`);
      const begins = event('startEvent', 's', 'message:cancelled');
      const asked = [{ 'hồ sơ': 'A' }, [['answered', 'A']]];

      const started = [event('startEvent', 's', 'message:asked'), receive('r'), 's->r'];
      expect(await learned([flow('x', 's')], started, [sends('x', 'asked'), user('q'), 'qs->x', 'x->q'])).to.deep.equal(asked);

      const flows = [flow('o', 's'), flow('x', 'a')];
      const inTime = [begins, receive('a', 'asked'), receive('r'), 's->a', 'a->r'];
      const later = [sends('o', 'cancelled'), user('q'), sends('x', 'asked'), 'qs->o', 'o->q', 'q->x'];
      expect(await learned(flows, inTime, later, 'q')).to.deep.equal(asked);

      const late = [begins, user('w'), receive('a', 'asked'), receive('r'), 's->w', 'w->a', 'a->r'];
      const atOnce = [sends('o', 'cancelled'), sends('x', 'asked'), user('q'), 'qs->o', 'o->x', 'x->q'];
      expect(await learned(flows, late, atOnce, 'w')).to.deep.equal(asked);
    });

    it('two processes of one file have a conversation each', async () => {
      const xml = keyed(oneKey, undefined, event('startEvent', 's', 'message:asked'), receive('r'), 's->r');
      const world = openWorld(await modelOfXml(xml), plainEnvironment, Date.parse(monday));
      for (const code of ['A', 'B']) publish(world, { name: 'asked', variables: { code } });
      publish(world, { name: 'answered', variables: { reply: { code: 'B' } } });
      expect(world.dossiers.map(({ state }) => state.status)).to.deep.equal(['active', 'ended']);
      execute(world, world.dossiers[0]!, { type: 'deliverMessage', name: 'answered', variables: { reply: { code: 'A' } } });
      expect(world.dossiers.map(({ state }) => state.status)).to.deep.equal(['ended', 'ended']);
    });
  });

  it('a called process has a conversation of its own, and its event subprocesses look only at what it was given', async () => {
    const handler = (trigger: string) => eventSub('h', trigger, false, 'x', user('x'));
    const calling = (trigger: string) =>
      keyed(
        oneKey,
        undefined,
        event('startEvent', 's', 'message:asked'),
        call('k', 'C', mappings({ given: '1' })),
        receive('r'),
        's->k',
        'k->r',
      ).replace(
        '</definitions>',
        `<process id="C" isExecutable="true">${content(start('cs'), receive('cr', 'cancelled'), handler(trigger), 'cs->cr')}</process></definitions>`,
      );
    const begun = async (trigger: string) => waiting(await played(calling(trigger), { at: 's', variables: { code: 'A' } }));
    expect(await begun('message:answered')).to.deep.equal([
      ['answered', undefined],
      ['cancelled', undefined],
    ]);
    expect(await begun('message:answered?[given, code]')).to.deep.equal([
      ['answered', [1, null]],
      ['cancelled', undefined],
    ]);
  });

  it('a key of ours goes first, at the catcher and at the sender', async () => {
    const dossier = await played(
      keyed(
        oneKey,
        { code: 'ma' },
        start('s'),
        event('intermediateThrowEvent', 'x', 'message:asked?"own"'),
        event('intermediateCatchEvent', 'c', 'message:answered?"mine"'),
        's->x',
        'x->c',
      ),
    );
    expect([thrown(dossier), waiting(dossier)]).to.deep.equal([[['asked', 'own']], [['answered', 'mine']]]);
  });

  describe('in a file', () => {
    const wrong = async (xml: string) => (await readBpmn(xml)).problems.map(({ code, at }) => `${code} ${at ?? ''}`);
    const parts = [start('s'), receive('r'), 's->r'];

    it('are part of what identifies it, and decide nothing by personal data', async () => {
      const model = await modelOfXml(keyed(oneKey, undefined, ...parts));
      const other = await modelOfXml(keyed({ code: { answered: 'reply.number' } }, undefined, ...parts));
      expect(modelHash(model)).not.to.equal(modelHash(other));
      expect((await modelOfXml(definitions(`<process id="P">${content(user('a'))}</process>`))).messageKeys).to.equal(undefined);
      expect(checkPersonal(model, new Set(['reply'])).map(({ code, at }) => [code, at])).to.deep.equal([['PERSONAL_DATA_READ', 'theKey']]);
    });

    it('are refused where something is missing', async () => {
      expect(await wrong(keyed(oneKey, {}, ...parts))).to.deep.equal(['REFERENCE_MISSING sub']);
      expect(await wrong(keyed(oneKey, { code: '' }, ...parts))).to.deep.equal(['REFERENCE_MISSING sub']);
      expect(await wrong(keyed(oneKey, { code: '1 +' }, ...parts))).to.include('EXPRESSION_INVALID sub');
      expect(await wrong(keyed({ code: { answered: '' } }, undefined, ...parts))).to.include('REFERENCE_MISSING code');
      expect(await wrong(keyed({ code: { answered: '1 +' } }, undefined, ...parts))).to.include('EXPRESSION_INVALID code');
      expect(await wrong(keyed(oneKey, { code: 'ma' }, ...parts).replace('correlationKeyRef="theKey"', ''))).to.deep.equal([
        'REFERENCE_MISSING sub',
      ]);
    });

    it('that tell no message apart, or one that another key has, are noted', async () => {
      expect(await wrong(keyed({ code: { asked: 'code' }, year: { answered: 'year' } }, undefined, ...parts))).to.deep.equal([
        'NO_EFFECT theKey',
      ]);
      const second = '<correlationKey id="second"><correlationPropertyRef>code</correlationPropertyRef></correlationKey></collaboration>';
      expect(await wrong(keyed(oneKey, undefined, ...parts).replace('</collaboration>', second))).to.deep.equal(['NO_EFFECT second']);
    });
  });
});
