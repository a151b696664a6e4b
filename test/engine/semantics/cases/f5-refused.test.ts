/** Cases 36 to 44, compensation and transactions, come later: until then every element of theirs is refused by name when the file is read. */
import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { boundary, bpmn, end, event, start, throwing, user } from '../support.ts';

const refused: readonly (readonly [string, string, string])[] = [
  ['case 36: a compensation boundary event', boundary('x', 'a', 'compensate'), 'CompensateEventDefinition'],
  ['case 37: a compensation handler', user('x', '', 'isForCompensation="true"'), 'compensation (isForCompensation)'],
  ['case 40: a compensation throw event', throwing('x', 'compensate'), 'CompensateEventDefinition'],
  ['case 40: a compensation end event', end('x', 'compensate'), 'CompensateEventDefinition'],
  [
    'case 41: a compensation event subprocess',
    `<subProcess id="handler" triggeredByEvent="true">${event('startEvent', 'x', 'compensate')}</subProcess>`,
    'CompensateEventDefinition',
  ],
  ['case 42: a transaction', `<transaction id="x"/>`, 'Transaction'],
  ['case 42: a cancel end event', end('x', 'cancel'), 'CancelEventDefinition'],
  ['case 42: a cancel boundary event', boundary('x', 'a', 'cancel'), 'CancelEventDefinition'],
];

describe('F5 compensation and transactions', () => {
  for (const [what, xml, name] of refused)
    it(`${what} is refused by name`, async () => {
      const { model, problems } = await readBpmn(bpmn(start('s'), user('a'), 's->a', xml));
      expect(model).to.equal(undefined);
      const found = problems.find(({ code, at }) => code === 'ELEMENT_NOT_SUPPORTED' && at === 'x');
      expect(found?.messageEn, JSON.stringify(problems)).to.equal(`The engine cannot run ${name} yet`);
    });
});
