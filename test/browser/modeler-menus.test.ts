/** Whatever the menus, the pad and the palette offer gives a file that the engine reads, but for a value that is still to be filled in. */
import { expect } from 'chai';
import { readBpmn } from '../../engine/index.ts';
import { element } from '../support/bpmn.ts';
import { canBrowse } from '../support/browser.ts';
import { drawn } from './modeler-page/drawn.ts';
import { openModelerPage, type ModelerPage } from './modeler-page/open.ts';

/** What an element that was just put in may still lack; the panel has a field for it. */
const unfinished: Readonly<Record<string, RegExp>> = {
  TIMER_MISSING: /timer|append\.wait|^wait/,
  CONDITION_MISSING: /condition/,
  REFERENCE_MISSING: /signal|link|call-activity/,
  LINK_TARGET: /link/,
  CALLED_UNKNOWN: /call-activity/,
  SCRIPT_MISSING: /script/,
  DECISION_MISSING: /rule/,
  COMPENSATION_HANDLER: /compensation-boundary/,
  LOOP_UNBOUNDED: /-mi$/,
  LOOP_ENDLESS: /toggle-loop/,
  // a trigger without its value is none yet
  EVENT_SUBPROCESS_START: /(timer|conditional)-start/,
};

const message = '<messageEventDefinition messageRef="m"/>';
const inside = '<startEvent id="is"/><userTask id="i"/><sequenceFlow id="f" sourceRef="is" targetRef="i"/>';
const awaits = `<startEvent id="is">${message}</startEvent><userTask id="i"/><sequenceFlow id="f" sourceRef="is" targetRef="i"/>`;
const between = (x: string) => [element('startEvent', 's'), x, element('endEvent', 'e'), 's->x', 'x->e'];
const at = (host: string) => [
  element('startEvent', 's'),
  host,
  element('boundaryEvent', 'x', message, 'attachedToRef="t"'),
  element('endEvent', 'e'),
  's->t',
  'x->e',
];
const cancelled = [element('boundaryEvent', 'b', '<cancelEventDefinition/>', 'attachedToRef="c"')];
const within = (type: string, contents: string) => [
  element('startEvent', 's'),
  element(type, 'c', contents),
  's->c',
  ...(type === 'transaction' ? cancelled : []),
];

/** The element `x` in every place that its menus depend on. */
const places: Readonly<Record<string, readonly string[]>> = {
  'a task': between(element('task', 'x')),
  'a user task': between(element('userTask', 'x')),
  'a call activity': between(element('userTask', 'x')),
  'a subprocess': between(element('subProcess', 'x', inside)),
  'a subprocess with an end': between(
    element('subProcess', 'x', `${inside}<endEvent id="ie"/><sequenceFlow id="f2" sourceRef="i" targetRef="ie"/>`),
  ),
  'an ad-hoc subprocess': between(element('adHocSubProcess', 'x', '<userTask id="i"/>')),
  'a transaction': between(element('transaction', 'x', inside)),
  'an event subprocess': [
    element('startEvent', 's'),
    element('userTask', 't'),
    's->t',
    element('subProcess', 'x', awaits, 'triggeredByEvent="true"'),
  ],
  'a gateway': [
    element('startEvent', 's'),
    element('exclusiveGateway', 'x'),
    element('userTask', 'a'),
    element('userTask', 'b'),
    's->x',
    'x->a',
    'x->b',
  ],
  'an event-based gateway': [
    element('startEvent', 's'),
    element('eventBasedGateway', 'x'),
    element('receiveTask', 'a', '', 'messageRef="m"'),
    element('intermediateCatchEvent', 'b', '<signalEventDefinition signalRef="g"/>'),
    's->x',
    'x->a',
    'x->b',
  ],
  'a throwing event': between(element('intermediateThrowEvent', 'x')),
  'a catching event': between(element('intermediateCatchEvent', 'x', message)),
  'a start': [element('startEvent', 'x'), element('userTask', 't'), 'x->t'],
  'an end': [element('startEvent', 's'), element('userTask', 't'), element('endEvent', 'x'), 's->t', 't->x'],
  'an event at a task': at(element('userTask', 't')),
  'an event at a transaction': at(element('transaction', 't', inside)),
  'a start of an event subprocess': [
    element('startEvent', 's'),
    element('userTask', 't'),
    's->t',
    element('subProcess', 'h', awaits.replaceAll('"is"', '"x"'), 'triggeredByEvent="true"'),
  ],
  'an end in a subprocess': within(
    'subProcess',
    `<startEvent id="is"/><endEvent id="x"/><sequenceFlow id="f" sourceRef="is" targetRef="x"/>`,
  ),
  'a start in a subprocess': within('subProcess', inside.replaceAll('"is"', '"x"')),
  'an end in a transaction': within(
    'transaction',
    `<startEvent id="is"/><endEvent id="x"/><sequenceFlow id="f" sourceRef="is" targetRef="x"/>`,
  ),
  'a task of an ad-hoc subprocess': within('adHocSubProcess', '<userTask id="x"/>'),
  'an event of an ad-hoc subprocess': within(
    'adHocSubProcess',
    '<userTask id="i"/><intermediateThrowEvent id="x"/><sequenceFlow id="f" sourceRef="i" targetRef="x"/>',
  ),
  'a way out of a task': [element('startEvent', 's'), element('userTask', 't'), element('endEvent', 'e'), 's->t', 't->e[x]'],
  'a way out of a gateway': [
    element('startEvent', 's'),
    element('exclusiveGateway', 't'),
    element('endEvent', 'e'),
    element('endEvent', 'e2'),
    's->t',
    't->e[x]',
    't->e2',
  ],
  'a data object': [element('startEvent', 's'), '<dataObject id="d"/>', element('dataObjectReference', 'x', '', 'dataObjectRef="d"')],
};

interface Made {
  readonly id: string;
  readonly xml: string;
}
interface Menu {
  _getProviders(id: string): unknown;
  _getEntries(target: unknown, providers: unknown): Record<string, Entry>;
  _getHeaderEntries(target: unknown, providers: unknown): Record<string, Entry>;
}
interface Entry {
  action: ((event: object, entry: object) => void) & { click(event: object, target: unknown): void };
}

/** Does what each entry of the menus and the pad of `x` does, one after the other, each taken back again. */
async function everyEntry({ page }: ModelerPage, xml: string): Promise<Made[]> {
  return page.evaluate(async (drawing) => {
    await openDrawing(drawing);
    const { modeler } = editor;
    const target = () => modeler.get<{ get(id: string): object }>('elementRegistry').get('x');
    const menu = modeler.get<Menu>('popupMenu');
    const pad = modeler.get<{ getEntries(target: object): Record<string, Entry> }>('contextPad');
    const stack = modeler.get<{ canUndo(): boolean; undo(): void }>('commandStack');
    const providers = menu._getProviders('bpmn-replace');
    const menus = [() => menu._getEntries(target(), providers), () => menu._getHeaderEntries(target(), providers)];
    const made: Made[] = [];
    const keep = async (id: string, act: () => void) => {
      act();
      made.push({ id, xml: await editor.xml() });
      while (stack.canUndo()) stack.undo();
    };
    for (const entries of menus) for (const id of Object.keys(entries())) await keep(id, () => entries()[id]!.action({}, entries()[id]!));
    for (const id of Object.keys(pad.getEntries(target())))
      if (id.startsWith('append.')) await keep(id, () => pad.getEntries(target())[id]!.action.click({}, target()));
    return made;
  }, xml);
}

const wrongIn = async ({ id, xml }: Made): Promise<string[]> =>
  (await readBpmn(xml)).problems
    .filter(({ severity, code }) => severity === 'error' && unfinished[code]?.test(id) !== true)
    .map(({ code, at: where }) => `${code} ${where ?? ''}`);

describe('what the modeler offers', function () {
  this.timeout(600_000);
  let open: ModelerPage;

  before(async function () {
    if (!canBrowse()) this.skip();
    open = await openModelerPage();
  });
  after(() => open?.close());

  for (const [place, parts] of Object.entries(places))
    it(`gives a file that is read, for ${place}`, async () => {
      const xml = await drawn(parts);
      expect((await readBpmn(xml)).problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
      const made = await everyEntry(open, xml);
      expect(made.length).to.be.greaterThan(0);
      for (const each of made) expect(await wrongIn(each), each.id).to.deep.equal([]);
    });

  it('draws nothing that it does not say in Vietnamese', () => expect([...new Set(open.errors)]).to.deep.equal([]));

  it('puts in from the palette what is read', async () => {
    const { page } = open;
    const xml = await drawn([element('startEvent', 's'), element('userTask', 't'), 's->t']);
    await page.evaluate((drawing) => openDrawing(drawing), xml);
    const ids = await page
      .locator('.djs-palette .entry[data-action]')
      .evaluateAll((all) =>
        all
          .filter((each) => each.closest('.group')?.getAttribute('data-group') !== 'tools')
          .map((each) => each.getAttribute('data-action')!),
      );
    expect(ids).to.have.members(['start', 'step', 'choice', 'parallel', 'wait', 'message', 'end', 'part', 'data', 'note', 'pool']);
    for (const id of ids) {
      await page.evaluate((drawing) => openDrawing(drawing), xml);
      const before = await page.locator('.djs-shape[data-element-id]').count();
      await page.locator(`.djs-palette .entry[data-action=${id}]`).click();
      await page.mouse.move(700, 600);
      await page.mouse.move(705, 605);
      await page.mouse.click(705, 605);
      expect(await page.locator('.djs-shape[data-element-id]').count(), id).to.be.greaterThan(before);
      expect(await wrongIn({ id, xml: await page.evaluate(() => editor.xml()) }), id).to.deep.equal([]);
    }
    expect(open.errors).to.deep.equal([]);
  });

  it('draws lines to data that are read', async () => {
    const { page } = open;
    const xml = await drawn([
      element('startEvent', 's'),
      element('userTask', 't'),
      's->t',
      '<dataObject id="d"/>',
      element('dataObjectReference', 'x', '', 'name="phi" dataObjectRef="d"'),
      element('dataStoreReference', 'y', '', 'name="So"'),
    ]);
    for (const [from, to] of [
      ['x', 't'],
      ['t', 'x'],
      ['t', 'y'],
      ['y', 't'],
    ] as const) {
      const written = await page.evaluate(
        async ([drawing, one, other]) => {
          await openDrawing(drawing);
          const { get } = editor.modeler.get<{ get(id: string): object }>('elementRegistry');
          const find = (id: string) => get.call(editor.modeler.get('elementRegistry'), id);
          editor.modeler.get<{ connect(from: object, to: object): void }>('modeling').connect(find(one), find(other));
          return editor.xml();
        },
        [xml, from, to] as const,
      );
      expect(written).to.match(/data(In|Out)putAssociation /);
      expect(await wrongIn({ id: `${from} ${to}`, xml: written })).to.deep.equal([]);
    }
  });

  it('is read in the dark as in the light', async () => {
    const dark = await openModelerPage({ scheme: 'dark' });
    const xml = await drawn([element('startEvent', 's'), element('userTask', 't'), 's->t']);
    await dark.page.evaluate((drawing) => openDrawing(drawing, { isWhole: true }), xml);
    await dark.page.evaluate(() => {
      const target = editor.modeler.get<{ get(id: string): object }>('elementRegistry').get('t');
      editor.modeler
        .get<{ open(target: object, id: string, at: object): void }>('popupMenu')
        .open(target, 'bpmn-replace', { x: 300, y: 100 });
    });
    const entry = dark.page.locator('.djs-popup .entry:not(.selected)').first();
    await entry.waitFor();
    const [text, ground] = await entry.evaluate((each) => [
      getComputedStyle(each).color,
      getComputedStyle(each.closest('.djs-popup')!).backgroundColor,
    ]);
    const channels = (colour: string) => colour.match(/\d+/g)!.slice(0, 3).map(Number);
    for (const channel of channels(ground)) expect(channel, ground).to.be.greaterThan(240);
    for (const channel of channels(text)) expect(channel, text).to.be.lessThan(60);
    await dark.close();
  });
});
