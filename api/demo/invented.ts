/** Invented people, organisations and places: none of them exists, and no name is taken from a real dossier. */
import type { Random } from './random.ts';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Nông', 'Triệu', 'Lương'];
const middlesOfMen = ['Văn', 'Đức', 'Quang', 'Minh', 'Hữu', 'Xuân', 'Công', 'Thành'];
const middlesOfWomen = ['Thị', 'Thu', 'Ngọc', 'Thanh', 'Kim', 'Bích', 'Hồng', 'Thị Mai'];
const men = ['An', 'Bình', 'Cường', 'Dũng', 'Hải', 'Hùng', 'Khánh', 'Long', 'Nam', 'Phúc', 'Quân', 'Sơn', 'Thắng', 'Tuấn', 'Vinh', 'Đạt'];
const women = ['Anh', 'Chi', 'Dung', 'Giang', 'Hà', 'Hạnh', 'Hương', 'Lan', 'Linh', 'Mai', 'Nga', 'Nhung', 'Oanh', 'Phương', 'Thảo', 'Yến'];

export function personName(random: Random): string {
  const family = random.pick(families);
  return random.chance(0.5)
    ? `${family} ${random.pick(middlesOfMen)} ${random.pick(men)}`
    : `${family} ${random.pick(middlesOfWomen)} ${random.pick(women)}`;
}

const trades = [
  'Sản xuất Thương mại',
  'Xây dựng',
  'Dịch vụ Du lịch',
  'Nông sản',
  'Thiết bị Y tế',
  'May mặc',
  'Chế biến Gỗ',
  'Công nghệ',
  'Vận tải',
];
const firms = [
  'Bình Minh',
  'Sao Mai',
  'Thanh Bình',
  'Phương Đông',
  'Non Nước',
  'Hồng Hà',
  'Đại Lộc',
  'An Phát',
  'Suối Ngọc',
  'Bản Giốc Xanh',
  'Trường Thịnh',
];

export function organisationName(random: Random): string {
  const form = random.pick(['Công ty TNHH', 'Công ty Cổ phần', 'Hợp tác xã', 'Doanh nghiệp tư nhân']);
  return `${form} ${random.pick(trades)} ${random.pick(firms)}`;
}

const streets = ['Lê Lợi', 'Trần Hưng Đạo', 'Hoàng Văn Thụ', 'Nguyễn Du', 'Kim Đồng', 'Bế Văn Đàn', 'Phan Chu Trinh', 'Lý Thường Kiệt'];

export function address(random: Random): string {
  return random.chance(0.6)
    ? `Số ${random.whole(1, 240)}, phố ${random.pick(streets)}, Phường Trung Tâm, Tỉnh Mẫu`
    : `Xóm ${random.whole(1, 14)}, Xã Bản Mẫu, Tỉnh Mẫu`;
}

const projects = [
  'Nhà máy chế biến nông sản',
  'Khu du lịch sinh thái',
  'Trung tâm thương mại',
  'Nhà máy điện mặt trời',
  'Cụm công nghiệp',
  'Bến xe khách',
];

export function projectName(random: Random): string {
  return `${random.pick(projects)} ${random.pick(firms)}`;
}

/** What officers write. */
export const reasons = {
  supplement: [
    'Thiếu bản sao giấy tờ chứng minh quyền sử dụng địa điểm',
    'Đơn đề nghị chưa có chữ ký của người đại diện theo pháp luật',
    'Bản sao chưa được chứng thực; đề nghị nộp lại bản hợp lệ',
    'Danh sách kèm theo chưa khớp với số liệu trong đơn',
  ],
  returned: [
    'Thiếu trang 2 của biểu mẫu, đề nghị quét lại',
    'Chuyển nhầm phòng chuyên môn, đề nghị kiểm tra lại',
    'Tệp đính kèm không mở được',
    'Dự thảo chưa có ý kiến của phòng phối hợp',
  ],
  refusal: [
    'Không đủ điều kiện theo quy định tại văn bản căn cứ của thủ tục',
    'Thông tin trong hồ sơ không khớp với cơ sở dữ liệu quốc gia',
    'Địa điểm không phù hợp quy hoạch đã được phê duyệt',
  ],
  withdrawal: ['Người nộp thay đổi kế hoạch', 'Người nộp nộp nhầm thủ tục', 'Người nộp bổ sung hồ sơ và sẽ nộp lại sau'],
  late: [
    'Số lượng hồ sơ tăng đột biến, cán bộ thụ lý nghỉ ốm',
    'Chờ kết quả xác minh thực địa do mưa lũ',
    'Hệ thống dùng chung gián đoạn trong hai ngày',
  ],
} as const;
