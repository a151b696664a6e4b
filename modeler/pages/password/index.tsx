import { ChangePassword } from '../../shell/change-password.tsx';

export default function PasswordPage() {
  return <ChangePassword isForced={false} />;
}
