/** Pictures of BPMN files: everything drawn, nothing outside, nothing dangerous, always the same. */
import type { Moddle } from 'bpmn-moddle';
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { drawnIds, drawSvg, type DrawingOptions } from '../../../engine/drawing/draw-svg.ts';
import { slackHeat } from '../../../engine/drawing/draw-marks.ts';
import { parseBpmn } from '../../../engine/model/parse-bpmn.ts';
import { processXml, definitions as fileOf } from '../../support/bpmn.ts';
import { everyKindIds, everyKindXml } from '../../support/every-kind.ts';
import { elementsOf, roomsOf, svgTree } from '../../support/svg-tree.ts';

const procedures = new URL('../../../procedures/', import.meta.url);
const curated = readdirSync(procedures, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.bpmn'))
  .sort();

async function treeOf(xml: string): Promise<Moddle> {
  const { definitions } = await parseBpmn(xml);
  return definitions!;
}

async function pictureOf(xml: string, options?: DrawingOptions): Promise<string> {
  return drawSvg(await treeOf(xml), options);
}

const groupsOf = (svg: string) => elementsOf(svgTree(svg)).filter(({ attr }) => attr['data-element-id'] !== undefined);

function expectInside(svg: string, where: string): void {
  const root = svgTree(svg);
  const [left, top, width, height] = root.attr.viewBox!.split(' ').map(Number) as [number, number, number, number];
  expect([left, top, String(width), String(height)], where).to.deep.equal([0, 0, root.attr.width, root.attr.height]);
  for (const { element, box } of roomsOf(root)) {
    const what = `${where}: ${element.toString({ compressed: true }).slice(0, 200)}`;
    expect(box.x, what).to.be.at.least(0);
    expect(box.y, what).to.be.at.least(0);
    expect(box.x + box.width, what).to.be.at.most(width);
    expect(box.y + box.height, what).to.be.at.most(height);
  }
}

describe('pictures of BPMN files', () => {
  it('draw every kind of element, each under its id', async () => {
    const ids = groupsOf(await pictureOf(everyKindXml())).map(({ attr }) => attr['data-element-id']);
    expect(ids.length).to.be.greaterThan(80);
    expect([...ids].sort()).to.deep.equal(everyKindIds().sort());
  });

  it('give every trigger, task type, gateway and marker a sign of its own', async () => {
    const signs = new Map<string, string>();
    for (const group of groupsOf(await pictureOf(everyKindXml()))) {
      const [id, rooms] = [group.attr['data-element-id']!, roomsOf(group)];
      const corner = rooms[0]!.box;
      // what is drawn, as seen from its own corner, without its words
      const sign = rooms
        .filter(({ element }) => element.name !== 'text')
        .map(({ element: { name, attr }, box }) =>
          [name, box.x - corner.x, box.y - corner.y, box.width, box.height, attr.fill, attr['stroke-dasharray'], attr['stroke-width']]
            .map((value) => (typeof value === 'number' ? value.toFixed(1) : value))
            .join(),
        )
        .join(';');
      if (/Event_|Task|task|callActivity|Process|transaction|Gateway|data|collection|store/.test(id)) signs.set(id, sign);
    }
    const bySign = new Map<string, string[]>();
    for (const [id, sign] of signs) bySign.set(sign, [...(bySign.get(sign) ?? []), id]);
    const alike = [...bySign.values()].filter(({ length }) => length > 1);
    // a boundary event looks like the intermediate event with its trigger: so says the standard
    for (const ids of alike)
      expect(
        ids.map((id) => id.replace(/^(boundaryEvent|intermediateCatchEvent)_|attachedTo.*$/g, '')),
        String(ids),
      ).to.satisfy((names: string[]) => new Set(names).size === 1);
    expect(alike.length).to.equal(6);
    expect(signs.size).to.be.greaterThan(70);
  });

  it('draw nothing outside of the picture, wherever the diagram lies', async () => {
    expectInside(await pictureOf(everyKindXml()), 'every kind');
    const far = everyKindXml().replace(/ x="(-?\d+)"/g, (_, x: string) => ` x="${Number(x) - 5000}"`);
    expectInside(await pictureOf(far), 'far left');
    expect(curated.length).to.be.greaterThan(11);
    for (const file of curated) expectInside(await pictureOf(readFileSync(new URL(file, procedures), 'utf8')), file);
  });

  it('keep the name of a task inside its box', async () => {
    for (const file of curated)
      for (const group of groupsOf(await pictureOf(readFileSync(new URL(file, procedures), 'utf8')))) {
        if (!/Task$/.test(group.attr.class ?? '')) continue;
        const rooms = roomsOf(group);
        const frame = rooms.find(({ element }) => element.name === 'rect')!.box;
        const words = rooms.filter(({ element }) => element.name === 'text');
        expect(words.length, group.attr['data-element-id']).to.be.greaterThan(0);
        for (const { box, element } of words) {
          expect(box.x, element.val).to.be.at.least(frame.x);
          expect(box.x + box.width, element.val).to.be.at.most(frame.x + frame.width);
          expect(box.y, element.val).to.be.at.least(frame.y);
          expect(box.y + box.height, element.val).to.be.at.most(frame.y + frame.height);
        }
      }
  });

  it('write Vietnamese as it is', async () => {
    const svg = await pictureOf(everyKindXml());
    expect(svg).to.include('Người nộp hồ sơ').and.include('Phòng Hộ tịch').and.include('Khâu thẩm định');
  });

  it('are always the same and leave the tree as it was', async () => {
    for (const file of ['thi-tuyen-cong-chuc/process.bpmn', 'lien-thong-karaoke/process.bpmn']) {
      const xml = readFileSync(new URL(file, procedures), 'utf8');
      const tree = await treeOf(xml);
      expect(drawSvg(tree)).to.equal(drawSvg(await treeOf(xml)));
      expect(drawSvg(tree)).to.equal(drawSvg(tree));
    }
  });

  it('make hostile names harmless', async () => {
    const hostile = `<script>alert(1)</script>"'&]]><!-- <![CDATA[ <image href=x onerror=y> ${'W'.repeat(5000)}`;
    const tree = await treeOf(everyKindXml());
    const change = (element: Moddle): void => {
      element.name = hostile;
      for (const each of (element.get('flowElements') as Moddle[] | undefined) ?? []) change(each);
      for (const each of (element.get('artifacts') as Moddle[] | undefined) ?? []) each.text = hostile;
    };
    for (const root of tree.get('rootElements') as Moddle[]) change(root);
    const svg = drawSvg(tree, {
      marks: { task: { class: '"><script>', fill: '"><script>', badges: [{ text: '<script>', severity: 'error' }] } },
      idPrefix: '"<',
    });
    const names = new Set(elementsOf(svgTree(svg)).map(({ name }) => name));
    expect([...names].sort()).to.deep.equal(['circle', 'g', 'path', 'rect', 'svg', 'text', 'title']);
    for (const { attr } of elementsOf(svgTree(svg))) for (const key of Object.keys(attr)) expect(key).not.to.match(/^on|href/i);
    expectInside(svg, 'hostile');
  });

  it('leave out what XML forbids and take colours only when they are plain', async () => {
    const tree = await treeOf(everyKindXml());
    const process = (tree.get('rootElements') as Moddle[]).find(({ id }) => id === 'process')!;
    process.name = 'a\u0000\u0008b\ud800c';
    const shapes = ((tree.diagrams as Moddle[])[0]!.plane as Moddle).planeElement as Moddle[];
    shapes[0]!.$attrs['bioc:stroke'] = '#00ff00';
    shapes[1]!.$attrs['bioc:stroke'] = 'url(https://example.org/x)';
    const svg = drawSvg(tree);
    expect(svgTree(svg).attr['aria-label']).to.equal('Sơ đồ quy trình: abc');
    expect(svg).to.include('#00ff00').and.not.include('example.org');
  });

  it('leave out shapes whose bounds are no numbers', async () => {
    const broken = everyKindXml()
      .replace(/(bpmnElement="task"[^>]*><dc:Bounds x=)"[^"]*"/, '$1"NaN"')
      .replace(/(bpmnElement="lane"[^>]*><dc:Bounds x=)"[^"]*"/, '$1"1e300"');
    const svg = await pictureOf(broken);
    expect(svg).not.to.match(/NaN|Infinity|e\+/);
    expect(groupsOf(svg).map(({ attr }) => attr['data-element-id'])).to.not.include.members(['task']);
    expect(groupsOf(svg)).to.have.lengthOf(everyKindIds().length - 2);
  });

  it('lay out a file without a diagram, and do not keep that diagram', async () => {
    const tree = await treeOf(
      fileOf(
        processXml('p', '<startEvent id="start"/>', '<userTask id="a" name="Tiếp nhận"/>', '<endEvent id="end"/>', 'start->a', 'a->end'),
      ),
    );
    const svg = drawSvg(tree);
    expect(groupsOf(svg).map(({ attr }) => attr['data-element-id'])).to.have.members(['start', 'a', 'end', 'start_a', 'a_end']);
    expect(drawnIds(tree)).to.deep.equal(new Set(['start', 'a', 'end', 'start_a', 'a_end']));
    expect((tree.diagrams as unknown[] | undefined) ?? []).to.have.lengthOf(0);
    expectInside(svg, 'laid out');
  });

  it('give an empty picture of an empty file', async () => {
    expect(svgTree(await pictureOf(fileOf())).attr.viewBox).to.equal('0 0 1 1');
  });

  it('draw one plane below the other, and only those asked for', async () => {
    const bounds = (x: number, y: number) => `<dc:Bounds x="${x}" y="${y}" width="140" height="100"/>`;
    const xml = fileOf(
      processXml('p', '<subProcess id="sub" name="Thẩm định"><task id="inner" name="Kiểm tra"/></subProcess>'),
      '<d:BPMNDiagram xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d1"><d:BPMNPlane id="p1" bpmnElement="p">' +
        `<d:BPMNShape id="s1" bpmnElement="sub">${bounds(0, 0)}</d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>`,
      '<d:BPMNDiagram xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d2"><d:BPMNPlane id="p2" bpmnElement="sub">' +
        `<d:BPMNShape id="s2" bpmnElement="inner">${bounds(-900, -900)}</d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>`,
    );
    const both = await pictureOf(xml);
    expectInside(both, 'two planes');
    const [above, below] = groupsOf(both).map(
      (group) => roomsOf(svgTree(both)).find(({ element }) => element.toString() === roomsOf(group)[0]!.element.toString())!.box,
    );
    expect(below!.y).to.be.greaterThan(above!.y + above!.height);
    expect(groupsOf(await pictureOf(xml, { planes: ['sub'] })).map(({ attr }) => attr['data-element-id'])).to.deep.equal(['inner']);
  });

  it('show marks: badges, thick lines, fills, hatching, tokens, classes, ids', async () => {
    const marks: DrawingOptions['marks'] = {
      task: {
        isThick: true,
        fill: slackHeat(0),
        isHatched: true,
        class: 'is-late',
        badges: [
          { text: '12', severity: 'error' },
          { text: '3', severity: 'info' },
        ],
      },
      flow: { tokens: 2, isThick: true },
    };
    const plain = await pictureOf(everyKindXml(), { idPrefix: 'picture-' });
    const svg = await pictureOf(everyKindXml(), { marks, idPrefix: 'picture-' });
    const frameOf = (text: string) => {
      const group = groupsOf(text).find(({ attr }) => attr['data-element-id'] === 'task')!;
      return { group, frame: elementsOf(group).find(({ name }) => name === 'rect')! };
    };
    expect(Number(frameOf(svg).frame.attr['stroke-width'])).to.be.greaterThan(Number(frameOf(plain).frame.attr['stroke-width']));
    expect(frameOf(svg).frame.attr.fill).to.equal(slackHeat(0));
    expect(frameOf(svg).group.attr).to.include({ class: 'bpmn-Task is-late', id: 'picture-task' });
    const words = (text: string) =>
      elementsOf(svgTree(text))
        .filter(({ name }) => name === 'text')
        .map(({ val }) => val);
    expect(words(svg).slice(-3)).to.have.members(['12', '3', '2']);
    expect(words(svg).length).to.equal(words(plain).length + 3);
    expectInside(svg, 'marks');
  });

  it('paint slack from strong to white', () => {
    expect([slackHeat(0), slackHeat(1), slackHeat(5), slackHeat(Number.NaN)]).to.deep.equal(['#fabe6e', '#ffffff', '#ffffff', '#ffffff']);
  });

  it('say what they show in the language asked for', async () => {
    const xml = everyKindXml().replace('<process id="process">', '<process id="process" name="Đăng ký">');
    expect(await pictureOf(xml))
      .to.include('Sơ đồ quy trình: Đăng ký')
      .and.include('Việc của người dùng: Thẩm định');
    expect(await pictureOf(xml, { language: 'en' }))
      .to.include('Process diagram: Đăng ký')
      .and.include('User task: Thẩm định');
  });
});
