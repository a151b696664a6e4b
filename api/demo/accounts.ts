/** The people of the demonstration who can sign in: one of each role, at several units; officers are those of the organisation's file, so that tasks and reports know them. */
import type { Role } from '../auth/roles.ts';

export interface DemoPerson {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly unit?: string;
  readonly title: string;
}

export const demoPeople: readonly DemoPerson[] = [
  { login: 'demo-quan-tri', name: 'Phan Gia Bảo', role: 'administrator', title: 'Quản trị hệ thống' },
  { login: 'demo-thiet-ke', name: 'Lương Khánh Chi', role: 'designer', title: 'Chuyên viên kiểm soát thủ tục hành chính' },
  { login: 'demo-tham-tra', name: 'Mạc Đình Phong', role: 'reviewer', title: 'Chuyên viên Sở Tư pháp' },
  { login: 'demo-phe-duyet', name: 'Tô Thị Minh Nguyệt', role: 'approver', title: 'Phó Chánh Văn phòng UBND tỉnh' },
  { login: 'demo-thanh-tra', name: 'Quách Thành Trung', role: 'inspector', title: 'Thanh tra tỉnh' },
  { login: 'ttpvhcc-tinh-giam-doc', name: 'Bùi Văn Yến', role: 'centreManager', unit: 'ttpvhcc-tinh', title: 'Giám đốc Trung tâm' },
  { login: 'ttpvhcc-tinh-y-te-tiep-nhan', name: 'Lê Minh Oanh', role: 'officer', unit: 'ttpvhcc-tinh-y-te', title: 'Công chức quầy Y tế' },
  { login: 'so-y-te-lanh-dao-lanh-dao', name: 'Đỗ Quang Giang', role: 'unitHead', unit: 'so-y-te', title: 'Giám đốc Sở Y tế' },
  {
    login: 'so-y-te-bao-tro-xa-hoi-chuyen-vien',
    name: 'Dương Thu Kiên',
    role: 'officer',
    unit: 'so-y-te-bao-tro-xa-hoi',
    title: 'Chuyên viên Phòng Bảo trợ xã hội và Trẻ em',
  },
  {
    login: 'ttpvhcc-phuong-trung-tam-tiep-nhan',
    name: 'Ngô Đức Bình',
    role: 'officer',
    unit: 'ttpvhcc-phuong-trung-tam',
    title: 'Công chức một cửa Phường Trung Tâm',
  },
  {
    login: 'ubnd-phuong-trung-tam-tu-phap-cong-chuc',
    name: 'Đỗ Thị Nam',
    role: 'officer',
    unit: 'ubnd-phuong-trung-tam-tu-phap',
    title: 'Công chức Tư pháp - Hộ tịch',
  },
  {
    login: 'chi-nhanh-dang-ky-dat-dai-so-1-chuyen-vien',
    name: 'Hồ Ngọc Thảo',
    role: 'officer',
    unit: 'chi-nhanh-dang-ky-dat-dai-so-1',
    title: 'Chuyên viên Chi nhánh Đăng ký đất đai',
  },
];
