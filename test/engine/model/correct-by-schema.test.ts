/** Files are written under the names of the BPMN schema, and read under those that bpmn-moddle used to write, too. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { modelHash } from '../../../engine/analysis/model-hash.ts';
import { tthcModdle } from '../../../engine/model/tthc-moddle.ts';
import { modelOfXml } from '../../support/bpmn.ts';
import { keyed, twoKeys } from '../../support/keyed-file.ts';

const schema = 'node_modules/bpmn-moddle/resources/bpmn/xsd/BPMN20.xsd';
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

const rounds =
  '<userTask id="t" name="t"><multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>2</loopCardinality><complexBehaviorDefinition id="c"><condition>ok</condition><event id="e"><signalEventDefinition id="d" signalRef="g"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics></userTask>';
const xml = keyed(twoKeys, { code: 'ma', year: 'nam' }, rounds).replace(
  '<collaboration ',
  '<signal id="g" name="g"/><globalScriptTask id="s"><script>1</script></globalScriptTask><collaboration ',
);

describe('files by the schema of BPMN', () => {
  it('are written under its names, and say the same when they are read again', async () => {
    const { rootElement } = await tthcModdle().fromXML(xml);
    const written = (await tthcModdle().toXML(rootElement)).xml;
    for (const name of ['condition', 'event', 'messagePath', 'dataPath', 'script']) expect(written).to.include(`<${name}`);
    expect(written).not.to.match(/<formalExpression|<implicitThrowEvent|script="/);
    expect(modelHash(await modelOfXml(written))).to.equal(modelHash(await modelOfXml(xml)));
    if (!hasXmllint) return;
    const folder = mkdtempSync(join(tmpdir(), 'taicho-schema-'));
    writeFileSync(join(folder, 'written.bpmn'), written);
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, join(folder, 'written.bpmn')], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(status, stderr).to.equal(0);
  });

  it('are read under the names of types as well', async () => {
    const typed = xml
      .replaceAll(/<(\/?)(?:condition|messagePath|dataPath)>/g, '<$1formalExpression>')
      .replaceAll(/<(\/?)event( id="e")?>/g, '<$1implicitThrowEvent$2>');
    expect(typed).to.include('<formalExpression>').and.include('<implicitThrowEvent id="e">');
    const model = await modelOfXml(typed);
    expect(model.nodes.get('t')!.loop).to.deep.include({
      roundEvents: [{ when: { condition: 'ok' }, event: { type: 'signal', signalName: 'g' } }],
    });
    expect(modelHash(model)).to.equal(modelHash(await modelOfXml(xml)));
  });
});
