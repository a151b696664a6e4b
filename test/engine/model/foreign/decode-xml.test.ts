import { expect } from 'chai';
import { decodeXml } from '../../../../engine/model/foreign/decode-xml.ts';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';

const file = (encoding: string, name: string) =>
  `<?xml version="1.0" encoding="${encoding}"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x"><process id="p"><userTask id="a" name="${name}"/></process></definitions>`;

describe('decodeXml', () => {
  it('reads every encoding that a mark or the declaration names, and the model with it', async () => {
    const vietnamese = 'Tiếp nhận hồ sơ';
    const utf16 = (text: string) => Buffer.from(text, 'utf16le');
    for (const [name, bytes] of [
      [vietnamese, Buffer.from(file('UTF-8', vietnamese))],
      [vietnamese, Buffer.from(`\uFEFF${file('UTF-8', vietnamese)}`)],
      [vietnamese, Buffer.from(file('UTF-8', vietnamese.normalize('NFD')))],
      // as programs write that made the text in memory
      [vietnamese, Buffer.from(file('utf-16', vietnamese))],
      [vietnamese, Buffer.from(`\uFEFF${file('UTF-16', vietnamese)}`)],
      [vietnamese, utf16(`\uFEFF${file('UTF-16', vietnamese)}`)],
      [vietnamese, utf16(file('UTF-16', vietnamese))],
      [vietnamese, utf16(`\uFEFF${file('UTF-16', vietnamese)}`).swap16()],
      [vietnamese, utf16(file('UTF-16', vietnamese)).swap16()],
      ['Prüfung', Buffer.from(file('ISO-8859-1', 'Prüfung'), 'latin1')],
      ['Prüfung', Buffer.from(file('windows-1252', 'Prüfung'), 'latin1')],
      ['abc', Buffer.from(file('US-ASCII', 'abc'))],
    ] as const) {
      const { text } = decodeXml(bytes);
      const { model, problems } = await readBpmn(text!);
      expect(problems, text!.slice(0, 60)).to.deep.equal([]);
      expect(model!.nodes.get('a')!.name).to.equal(name);
    }
  });

  it('names an encoding that it cannot read', () => {
    expect(decodeXml(Buffer.from(file('EBCDIC-CP-BE', 'x')))).to.deep.equal({ encoding: 'EBCDIC-CP-BE' });
  });
});
