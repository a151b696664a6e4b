import { expect } from 'chai';
import { longestName, taskName } from '../../../../engine/model/from-table/task-name.ts';

describe('taskName', () => {
  it('leaves a short text alone', () => {
    expect(taskName('Phân công thụ lý hồ sơ')).to.equal('Phân công thụ lý hồ sơ');
  });

  it('ends at a clause', () => {
    expect(
      taskName('Trả kết quả giải quyết TTHC cho tổ chức, cá nhân (trực tiếp hoặc qua dịch vụ bưu công ích tùy theo đăng ký)'),
    ).to.equal('Trả kết quả giải quyết TTHC cho tổ chức, cá nhân');
    expect(taskName('Trao Giấy chứng nhận cho người sử dụng đất; - Thu phí, lệ phí (nếu có)')).to.equal(
      'Trao Giấy chứng nhận cho người sử dụng đất',
    );
  });

  it('does not end on a word that wants another', () => {
    expect(taskName('Thẩm định hồ sơ, dự thảo Tờ trình đề nghị UBND tỉnh ban hành Quyết định thành lập Hội đồng tư vấn')).to.not.match(
      /Tờ$/u,
    );
  });

  it('fits the box, whatever comes', () => {
    for (const text of [
      'x'.repeat(300),
      `${'chữ '.repeat(80)}`,
      '(chỉ có ngoặc)',
      '- ',
      'Kể từ ngày hết thời hạn xin ý kiến của các cơ quan liên quan…',
    ]) {
      expect(taskName(text).length, text).to.be.within(1, longestName + 1);
    }
  });
});
