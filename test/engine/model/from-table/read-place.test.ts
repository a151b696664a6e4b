import { expect } from 'chai';
import { placeKey, readPlace } from '../../../../engine/model/from-table/read-place.ts';
import { explainedAbbreviations, withExplained } from '../../../../engine/model/from-table/spell-out.ts';

const place = (unit: string, role?: string) => readPlace(unit, role, { leadDepartment: 'Sở Y tế' });

const readings: [unit: string, role: string | undefined, department: string, unitName: string | undefined][] = [
  ['Lãnh đạo Phòng BTXH và Trẻ em - Sở Y tế', 'division_leader', 'Sở Y tế', 'Phòng BTXH và Trẻ em'],
  ['Bộ phận Văn thư Sở Y tế', 'clerk_seal', 'Sở Y tế', 'Văn thư'],
  ['Lãnh đạo Sở', 'agency_leader', 'Sở Y tế', 'Lãnh đạo Sở'],
  ['Chuyên viên Phòng Khoa giáo - Văn xã', 'provincial_committee_office', 'Văn phòng UBND tỉnh', 'Phòng Khoa giáo - Văn xã'],
  ['Văn thư Văn phòng UBND tỉnh', 'clerk_seal', 'Văn phòng UBND tỉnh', 'Văn thư'],
  ['Chủ tịch Ủy ban nhân dân tỉnh', 'provincial_committee_office', 'UBND tỉnh', undefined],
  ['Lãnh đạo UBND xã, phường', 'commune_committee', 'UBND cấp xã', undefined],
  ['Công chức Phòng Văn hóa - Xã hội xã, phường', 'specialist', 'UBND cấp xã', 'Phòng Văn hóa - Xã hội'],
  ['Chi nhánh Văn phòng ĐKĐĐ', 'land_registry_office', 'Chi nhánh Văn phòng đăng ký đất đai', undefined],
  ['Trung tâm Phục vụ hành chính công (cấp xã)', 'one_stop', 'Trung tâm Phục vụ hành chính công cấp xã', undefined],
  ['Người sử dụng đất', 'applicant', 'Người nộp hồ sơ', undefined],
];

describe('readPlace', () => {
  for (const [text, role, department, unit] of readings) {
    it(`reads "${text}" as ${[unit, department].filter(Boolean).join(' of ')}`, () => {
      const read = place(text, role);
      expect([read.department, read.unit]).to.deep.equal([department, unit]);
      expect(read.doubts).to.deep.equal([]);
    });
  }

  it('knows the desk of an agency in the Centre', () => {
    const read = place('Bộ phận tiếp nhận và trả kết quả của Sở Nội vụ tại TTPVHCC tỉnh', 'one_stop');

    expect(read).to.include({
      department: 'Trung tâm Phục vụ hành chính công tỉnh',
      unit: 'Bộ phận tiếp nhận và trả kết quả Sở Nội vụ',
      atCentre: true,
    });
  });

  it('says when a unit is not named, and takes the division of the row before', () => {
    const lastDivision = place('Lãnh đạo Phòng Kế hoạch', 'division_leader');
    const read = readPlace('Chuyên viên được phân công', 'specialist', { leadDepartment: 'Sở Y tế', lastDivision });

    expect(read.unit).to.equal('Phòng Kế hoạch');
    expect(read.doubts).to.deep.equal(['unitNotNamed']);
  });

  it('says when several hold a step or one of several does', () => {
    expect(place('Chuyên viên Phòng Báo chí; lãnh đạo phòng; lãnh đạo Sở', 'multiple').doubts).to.include('severalRoles');
    expect(place('Văn phòng ĐKĐĐ hoặc Chi nhánh Văn phòng ĐKĐĐ', 'land_registry_office').doubts).to.deep.equal(['alternatives']);
    expect(place('Sở Nông nghiệp và Môi trường; Phòng QL Đất đai', 'agency_unit').doubts).to.deep.equal([]);
  });

  it('says when the unit column holds what is done', () => {
    expect(place('Lãnh đạo Sở phê duyệt', 'agency_leader').doubts).to.deep.equal(['contentInUnit']);
  });

  it('sees one place in two spellings', () => {
    const commune = (unit: string) => placeKey(place(unit, 'division_leader'));
    expect(commune('Lãnh đạo Phòng Văn hoá - Xã hội')).to.equal(commune('Lãnh đạo Phòng Văn hóa - Xã hội'));
  });
});

describe('explainedAbbreviations', () => {
  it('takes over what a table explains and spells it out elsewhere', () => {
    const known = explainedAbbreviations(['Lãnh đạo Phòng Bảo trợ xã hội (BTXH) và Trẻ em', 'phòng Quản lý Văn hóa và Gia đình (QLVH&GĐ)']);

    expect(withExplained('Chuyên viên Phòng BTXH và Trẻ em', known)).to.equal('Chuyên viên Phòng Bảo trợ xã hội và Trẻ em');
    expect(withExplained('Công chức phòng QLVH&GĐ', known)).to.equal('Công chức phòng Quản lý Văn hóa và Gia đình');
  });

  it('does not take over letters that do not fit', () => {
    expect(explainedAbbreviations(['phòng Xuất bản đình (QLTTBCXB)']).size).to.equal(0);
  });
});
