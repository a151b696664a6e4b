import { expect } from 'chai';
import { file, user } from '../semantics/support.ts';
import { processXml } from '../../support/bpmn.ts';
import { chain, found } from './support.ts';

const id = 'called-version-latest';
const xml = (attributes: string, children = '') =>
  file(
    processXml('P', ...chain(`<callActivity id="k" calledElement="C" ${attributes}>${children}</callActivity>`)),
    processXml('C', user('inner')),
  ).replace(
    '<definitions ',
    '<definitions xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" ',
  );

describe(`rule ${id}`, () => {
  it('finds a call that asks for the newest version, in our words and in those of other engines', async () => {
    expect(await found(id, xml('tthc:calledVersion="latest"'))).to.deep.equal(['warning k']);
    expect(await found(id, xml('camunda:calledElementBinding="latest"'))).to.deep.equal(['warning k']);
    expect(
      await found(id, xml('', '<extensionElements><zeebe:calledElement processId="C" bindingType="latest"/></extensionElements>')),
    ).to.deep.equal(['warning k']);
  });

  it('is silent about a pinned version and a call that says nothing: the engine pins it', async () => {
    expect(await found(id, xml('camunda:calledElementBinding="version"'))).to.deep.equal([]);
    expect(await found(id, xml(''))).to.deep.equal([]);
  });
});
