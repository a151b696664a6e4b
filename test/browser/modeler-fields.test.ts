/** Every attribute that the engine reads has a field beside the canvas; what is typed goes to the element that is chosen. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { readBpmn } from '../../engine/index.ts';
import { element } from '../support/bpmn.ts';
import { canBrowse } from '../support/browser.ts';
import { decision, dmn, literal } from '../support/dmn.ts';
import { drawn } from './modeler-page/drawn.ts';
import { openModelerPage, type ModelerPage } from './modeler-page/open.ts';

const message = '<messageEventDefinition messageRef="m"/>';
const between = (x: string) => [element('startEvent', 's'), x, element('endEvent', 'e'), 's->x', 'x->e'];

/** Answers a field of the panel as a person does. */
function panelOf(page: Page) {
  const panel = page.locator('.properties');
  return {
    fill: async (label: string, text: string) => {
      const field = panel.getByLabel(label, { exact: true }).last();
      await field.fill(text);
      await field.blur();
    },
    pick: async (label: string, option: string) => {
      await panel.getByRole('combobox', { name: label, exact: true }).last().click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },
    // the mouse could come to where it stood a moment before
    turn: (label: string) => panel.getByRole('switch', { name: label }).last().press(' '),
    press: (label: string) => panel.getByRole('button', { name: label, exact: true }).last().click(),
    unfold: (title: string) => panel.getByRole('button', { name: title, exact: true }).click(),
  };
}
type Panel = ReturnType<typeof panelOf>;

interface Case {
  readonly parts: readonly string[];
  /** Roots of the file besides. */
  readonly more?: string;
  /** Problems that the fields are there to end. */
  readonly before: readonly string[];
  readonly act: (panel: Panel, page: Page) => Promise<void>;
  /** What the file says then. */
  readonly says: readonly RegExp[];
}

const cases: Readonly<Record<string, Case>> = {
  'the condition of a conditional event': {
    parts: between(element('intermediateCatchEvent', 'x', '<conditionalEventDefinition/>')),
    before: ['CONDITION_MISSING'],
    act: (panel) => panel.fill('Xảy ra khi', 'paid = true'),
    says: [/<condition [^>]*>=paid = true</],
  },
  'the name of a signal': {
    parts: between(element('intermediateThrowEvent', 'x', '<signalEventDefinition/>')),
    before: ['REFERENCE_MISSING'],
    act: (panel) => panel.fill('Tên tín hiệu', 'xong'),
    says: [/<signal id="\w+" name="xong"/, /signalRef="\w+"/],
  },
  'the time of a timer': {
    parts: between(element('intermediateCatchEvent', 'x', '<timerEventDefinition/>')),
    before: ['TIMER_MISSING'],
    act: (panel) => panel.pick('Hẹn giờ', 'Thời gian làm việc'),
    says: [/<tthc:workingTime value="1" unit="workingDay"/],
  },
  'the code of an error': {
    parts: [element('startEvent', 's'), element('endEvent', 'x', '<errorEventDefinition/>'), 's->x'],
    before: [],
    act: (panel) => panel.fill('Mã lỗi', 'HONG'),
    says: [/errorCode="HONG"/, /errorRef="\w+"/],
  },
  'the name of a link': {
    parts: [
      element('startEvent', 's'),
      element('intermediateThrowEvent', 'x', '<linkEventDefinition/>'),
      's->x',
      element('intermediateCatchEvent', 'y', '<linkEventDefinition name="A"/>'),
      element('endEvent', 'e'),
      'y->e',
    ],
    before: ['REFERENCE_MISSING', 'LINK_TARGET'],
    act: (panel) => panel.fill('Tên liên kết', 'A'),
    says: [/<linkEventDefinition [^>]*name="A"[^>]*>[\s\S]*<linkEventDefinition [^>]*name="A"/],
  },
  'several triggers, and that all are needed': {
    parts: between(element('intermediateCatchEvent', 'x', message)),
    before: [],
    act: async (panel) => {
      await panel.pick('Thêm một sự kiện nữa', 'Chờ tín hiệu');
      await panel.fill('Tên tín hiệu', 'g');
      await panel.turn('Chờ đủ mọi sự kiện');
    },
    says: [/parallelMultiple="true"/, /<messageEventDefinition[\s\S]*<signalEventDefinition [^>]*signalRef="g"/],
  },
  'a trigger that several events of the file share': {
    parts: [
      element('startEvent', 's'),
      element('intermediateCatchEvent', 'x', '<eventDefinitionRef>once</eventDefinitionRef>'),
      element('intermediateCatchEvent', 'y', '<eventDefinitionRef>once</eventDefinitionRef>'),
      element('intermediateCatchEvent', 'z', '<signalEventDefinition signalRef="g"/>'),
      element('endEvent', 'e'),
      's->x',
      'x->y',
      'y->z',
      'z->e',
    ],
    more: '<timerEventDefinition id="once"/>',
    before: ['TIMER_MISSING', 'TIMER_MISSING'],
    async act(panel, page) {
      // drawn as a timer, as its own would be
      expect(await page.locator('[data-element-id=x] .djs-visual > *').count()).to.be.greaterThan(3);
      await page.getByText('Dùng chung (2 sự kiện)').waitFor();
      await panel.pick('Hẹn giờ', 'Thời gian làm việc');
      await page.evaluate(() => editor.select('z'));
      await panel.press('Cho sự kiện khác dùng chung');
      await page.getByText('Dùng chung (1 sự kiện)').waitFor();
      await page.evaluate(() => editor.select('y'));
      await panel.press('Tách riêng');
      await page.getByRole('combobox', { name: 'Dùng sự kiện chung của tệp' }).click();
      await page.getByRole('option', { name: 'Chờ tín hiệu' }).click();
    },
    says: [
      /<timerEventDefinition id="once">[\s\S]*?<tthc:workingTime value="1"/,
      /<intermediateCatchEvent id="x"[^>]*>[\s\S]*?<eventDefinitionRef>once<[\s\S]*?<\/intermediateCatchEvent>/,
      /<intermediateCatchEvent id="y"[^>]*>(?:(?!<\/intermediateCatchEvent>)[\s\S])*<timerEventDefinition[^>]*>[\s\S]*?<tthc:workingTime(?:(?!<\/intermediateCatchEvent>)[\s\S])*<\/intermediateCatchEvent>/,
      /<intermediateCatchEvent id="z"[^>]*>(?:(?!<signalEvent)[\s\S])*?<\/intermediateCatchEvent>/,
    ],
  },
  'what compensation takes back': {
    parts: [
      element('startEvent', 's'),
      element('userTask', 't', '', 'name="Thu phí"'),
      element('boundaryEvent', 'b', '<compensateEventDefinition/>', 'attachedToRef="t"'),
      element('userTask', 'h', '', 'isForCompensation="true"'),
      '<association id="a" sourceRef="b" targetRef="h" associationDirection="One"/>',
      element('endEvent', 'x', '<compensateEventDefinition/>'),
      's->t',
      't->x',
    ],
    before: [],
    act: async (panel) => {
      await panel.pick('Hoàn tác việc nào', 'Thu phí');
      await panel.turn('Chờ hoàn tác xong');
    },
    says: [/<compensateEventDefinition [^>]*waitForCompletion="false"[^>]*activityRef="t"/],
  },
  'an activity for compensation': {
    parts: [
      element('startEvent', 's'),
      element('userTask', 't'),
      element('boundaryEvent', 'b', '<compensateEventDefinition/>', 'attachedToRef="t"'),
      element('userTask', 'x'),
      '<association id="a" sourceRef="b" targetRef="x" associationDirection="One"/>',
      's->t',
    ],
    before: ['COMPENSATION_HANDLER'],
    act: async (panel) => {
      await panel.unfold('Số lượt, hoàn tác');
      await panel.turn('Chỉ làm khi hoàn tác');
    },
    says: [/<userTask id="x" [^>]*isForCompensation="true"/],
  },
  'a receive task that begins the process': {
    parts: [element('receiveTask', 'x', '', 'messageRef="m"'), element('endEvent', 'e'), 'x->e'],
    before: [],
    act: (panel) => panel.turn('Mở đầu quy trình'),
    says: [/<receiveTask id="x" [^>]*instantiate="true"/],
  },
  'an event-based gateway that begins the process and waits for all': {
    parts: [
      element('eventBasedGateway', 'x'),
      element('receiveTask', 'a', '', 'messageRef="m"'),
      element('intermediateCatchEvent', 'b', message),
      'x->a',
      'x->b',
    ],
    before: [],
    act: async (panel) => {
      await panel.pick('Chờ', 'Đủ mọi sự kiện');
      await panel.turn('Mở đầu quy trình');
    },
    says: [/<eventBasedGateway id="x" [^>]*instantiate="true"/, /eventGatewayType="Parallel"/],
  },
  'a loop that is asked first': {
    parts: between(element('userTask', 'x', '<standardLoopCharacteristics/>')),
    before: ['LOOP_ENDLESS'],
    act: async (panel) => {
      await panel.unfold('Lặp lại');
      await panel.fill('Lặp khi', 'more = true');
      await panel.turn('Hỏi trước lần đầu');
    },
    says: [/<standardLoopCharacteristics [^>]*testBefore="true"/, /<loopCondition [^>]*>=more = true</],
  },
  'what each of several rounds tells': {
    parts: between(element('userTask', 'x', '<multiInstanceLoopCharacteristics/>')),
    before: ['LOOP_UNBOUNDED'],
    act: async (panel) => {
      await panel.unfold('Lặp lại');
      await panel.fill('Số lần', '3');
      await panel.pick('Báo khi xong mỗi lần', 'Lần đầu tiên xong');
      await panel.pick('Báo bằng', 'Báo lên cấp trên');
      await panel.fill('Mã', 'l');
    },
    says: [/behavior="One"/, /oneBehaviorEventRef="\w+"/, /<escalationEventDefinition id="\w+" escalationRef="l"/],
  },
  'what rounds tell under a condition': {
    parts: between(element('userTask', 'x', '<multiInstanceLoopCharacteristics/>')),
    before: ['LOOP_UNBOUNDED'],
    act: async (panel) => {
      await panel.unfold('Lặp lại');
      await panel.fill('Số lần', '3');
      await panel.pick('Báo khi xong mỗi lần', 'Khi có điều kiện');
      await panel.press('Thêm điều kiện báo');
      await panel.fill('Điều kiện', 'numberOfCompletedInstances = 2');
      await panel.pick('Báo bằng', 'Tín hiệu');
      await panel.fill('Tên', 'g');
    },
    says: [/behavior="Complex"/, /<condition[^>]*>=numberOfCompletedInstances = 2<[\s\S]*<signalEventDefinition [^>]*signalRef="g"/],
  },
  'a script that another modeler wrote in another language': {
    parts: between(element('scriptTask', 'x', '<script>a + 1</script>', 'scriptFormat="javascript"')),
    before: ['EXPRESSION_LANGUAGE'],
    act: async (panel) => {
      await panel.fill('Phép tính', 'a + 2');
      await panel.fill('Tên biến kết quả', 'b');
    },
    says: [/<script>=a \+ 2</, /tthc:resultVariable="b"/],
  },
  'the default way out of a task': {
    parts: [
      element('startEvent', 's'),
      element('userTask', 't'),
      element('endEvent', 'e'),
      element('endEvent', 'f'),
      's->t',
      't->e[x]',
      't->f?a = 1',
    ],
    before: [],
    act: (panel) => panel.turn('Đường mặc định'),
    says: [/<userTask id="t" [^>]*default="x"/],
  },
  'when a complex gateway starts': {
    parts: [
      element('startEvent', 's'),
      element('parallelGateway', 'g1'),
      element('complexGateway', 'x'),
      element('endEvent', 'e'),
      's->g1',
      'g1->x[f1]',
      'g1->x[f2]',
      'x->e',
    ],
    before: ['ACTIVATION_MISSING'],
    act: (panel) => panel.fill('Bắt đầu khi', 'activationCount >= 1'),
    says: [/<activationCondition [^>]*>=activationCount (>|&gt;)= 1</],
  },
  'what a call activity calls': {
    parts: between(element('callActivity', 'x')),
    more: '<globalUserTask id="GT" name="Ký số"/>',
    before: ['REFERENCE_MISSING', 'CALLED_UNKNOWN'],
    act: async (panel) => {
      await panel.pick('Quy trình hoặc việc được gọi', 'GT');
      await panel.pick('Phiên bản được gọi', 'Bản vẽ muốn bản mới nhất');
    },
    says: [/calledElement="GT"/, /tthc:calledVersion="latest"/],
  },
};

describe('the fields beside the canvas', function () {
  this.timeout(600_000);
  let open: ModelerPage;
  let panel: Panel;

  before(async function () {
    if (!canBrowse()) this.skip();
    open = await openModelerPage();
    open.page.setDefaultTimeout(60_000);
    panel = panelOf(open.page);
  });
  after(() => open?.close());

  const show = (xml: string) => open.page.evaluate((drawing) => openDrawing(drawing, { isWhole: true }), xml);
  const choose = (id: string) => open.page.evaluate((element) => editor.select(element), id);
  const file = async () => (await open.page.evaluate(() => editor.xml())).replaceAll('bpmn:', '');
  const errorsIn = async (xml: string, decisions?: Readonly<Record<string, string>>) =>
    (await readBpmn(xml, undefined, decisions)).problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);

  for (const [what, { parts, more, before: lacking, act, says }] of Object.entries(cases))
    it(`write ${what}`, async () => {
      const xml = await drawn(parts, more);
      expect((await errorsIn(xml)).filter((code) => code !== 'START_MISSING')).to.deep.equal(lacking);
      await show(xml);
      await choose('x');
      await act(panel, open.page);
      const written = await file();
      for (const each of says) expect(written).to.match(each);
      expect(await errorsIn(written)).to.deep.equal([]);
    });

  it('take DMN files beside the drawing, offer their decisions, show, replace and remove them', async () => {
    const { page } = open;
    const files = { 'phi.dmn': dmn(decision('fee', literal('1 + 1'))), 'khac.dmn': dmn(decision('fee', literal('2'))) };
    await show(await drawn(between(element('businessRuleTask', 'x'))));
    await page.getByRole('tab', { name: 'Quyết định' }).click();
    const put = (button: string, name: string, text: string) =>
      page
        .getByRole('button', { name: button })
        .click()
        .then(() => undefined)
        .catch(() => undefined)
        .then(() =>
          page
            .locator('.editor-side input[type=file]')
            .first()
            .setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(text) }),
        );
    await put('Thêm tệp DMN …', 'phi.dmn', files['phi.dmn']);
    await page.getByRole('region', { name: 'phi.dmn' }).getByText('fee', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Thuộc tính' }).click();
    await choose('x');
    await panel.pick('Quyết định', 'fee');
    expect(await file()).to.match(/<businessRuleTask id="x" [^>]*tthc:decision="fee"/);
    const kept = () => page.evaluate(() => editor.content.decisions);
    expect(await errorsIn(await file(), await kept())).to.deep.equal([]);

    await page.getByRole('tab', { name: 'Quyết định' }).click();
    await page.getByText('Được hỏi ở').waitFor();
    await put('Thêm tệp DMN …', 'khac.dmn', files['khac.dmn']);
    await page.getByRole('region', { name: 'khac.dmn' }).getByText('fee', { exact: true }).waitFor();
    await put('Thêm tệp DMN …', 'hong.dmn', 'no xml');
    await page.getByRole('alert').getByText('hong.dmn').waitFor();
    expect(Object.keys((await kept())!).sort()).to.deep.equal(['khac.dmn', 'phi.dmn']);
    await page.getByRole('button', { name: 'Bỏ khac.dmn' }).click();
    await page.getByRole('region', { name: 'khac.dmn' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
    await page.getByRole('region', { name: 'khac.dmn' }).waitFor();
    expect(await kept()).to.deep.equal(files);
  });

  it('belong to what was chosen last, however soon one types', async () => {
    const { page } = open;
    await show(await drawn([element('startEvent', 's'), element('userTask', 'a'), element('userTask', 'b'), 's->a', 'a->b']));
    for (const [id, text] of [
      ['a', '1 giờ'],
      ['b', '2 giờ'],
      ['a', '3 giờ'],
      ['b', '4 giờ'],
    ] as const) {
      await choose('s');
      await panel.fill('Tên', 'Bắt đầu');
      // chosen by a click, and looked at before the page can hear of anything else: the fields of what was chosen before are gone
      const left = await page.evaluate(async (element) => {
        const before = [...document.querySelectorAll('.properties :is(input, textarea)')];
        const chooser = document.createElement('button');
        chooser.onclick = () => editor.select(element);
        chooser.click();
        await Promise.resolve();
        return { of: before.length, still: before.filter((field) => field.isConnected).length };
      }, id);
      expect(left.of, id).to.be.greaterThan(0);
      expect(left.still, id).to.equal(0);
      await panel.fill('Thời gian giao', text);
    }
    const written = await file();
    expect(written).to.match(/<userTask id="a" [^>]*tthc:budget="3"/);
    expect(written).to.match(/<userTask id="b" [^>]*tthc:budget="4"/);
  });

  it('say nothing to the console', () => expect(open.errors).to.deep.equal([]));
});
