import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../api/taicho.js', import.meta.url));

describe('taicho bench', function () {
  this.timeout(60_000);

  it('says of a row that there is not which there are, measures nothing, and ends with 2', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'bench', '--only', 'advance', '--only', 'nope'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).to.deep.equal([2, '']);
    const [first, second] = stderr.split('\n');
    expect(first).to.equal('không có hàng / there is no row: nope');
    expect(second).to.match(/^những hàng có .*\badvance, .*\boutlook, .*\bdurable\b/);
  });
});
