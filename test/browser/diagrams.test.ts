/** Imported and curated diagrams open in bpmn-js, in a real browser, without a warning. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { fromTable } from '../../engine/model/from-table.ts';
import { findChromium, openPainter } from '../support/picture.ts';

const tables = JSON.parse(readFileSync(new URL('../fixtures/published-procedures.json', import.meta.url), 'utf8')) as readonly {
  readonly id: string;
}[];
const procedures = new URL('../../procedures/', import.meta.url);

describe('diagrams in bpmn-js', function () {
  this.timeout(300_000);
  let painter: Awaited<ReturnType<typeof openPainter>>;

  before(async function () {
    if (!(await findChromium())) {
      console.log('      bỏ qua / skipped: Chromium is not installed (Debian package "chromium", or set CHROMIUM)');
      this.skip();
    }
    painter = await openPainter();
  });
  after(() => painter?.close());

  it('shows every tenth imported table', async () => {
    for (const table of tables.filter((_, index) => index % 10 === 0)) {
      const { xml } = await fromTable(table);
      const { warnings, elements } = await painter.draw(xml);
      expect(warnings, table.id).to.deep.equal([]);
      expect(elements, table.id).to.be.greaterThan(5);
    }
  });

  it('shows every curated procedure', async () => {
    const files = readdirSync(procedures, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bpmn'));
    expect(files.length).to.be.greaterThanOrEqual(12);
    for (const file of files) {
      const { warnings } = await painter.draw(readFileSync(new URL(file, procedures), 'utf8'));
      expect(warnings, file).to.deep.equal([]);
    }
  });
});
