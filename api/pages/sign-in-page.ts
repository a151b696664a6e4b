import { html, type Html } from './html.ts';
import type { Say } from './words.ts';

/** The form for who is not signed in; `wrong`: it was tried in vain. `back`: the path asked for. `oidc`: the name of another way in. */
export function signInForm(say: Say, wrong: boolean, back: string, oidc: string | undefined): Html {
  return html`${
      wrong
        ? html`<p class="error" role="alert">
            ${say(
              'Sai tên đăng nhập hoặc mật khẩu, hoặc tài khoản đang tạm khóa.',
              'Wrong login or password, or the account is locked for now.',
            )}
          </p>`
        : undefined
    }
    <form method="post" action="/sign-in" class="fields">
      <input type="hidden" name="back" value="${back}" />
      <label
        >${say('Tên đăng nhập', 'Login')}<input name="login" required maxlength="100" autocomplete="username" autocapitalize="none"
      /></label>
      <label
        >${say('Mật khẩu', 'Password')}<input name="password" type="password" required maxlength="256" autocomplete="current-password"
      /></label>
      <button>${say('Đăng nhập', 'Sign in')}</button>
    </form>
    ${oidc === undefined ? undefined : html`<p><a href="/api/v1/session/oidc">${say('Đăng nhập qua', 'Sign in through')} ${oidc}</a></p>`}`;
}

/** Before a one-time password is changed nothing else can be done. */
export function passwordForm(say: Say, csrfToken: string, back: string, problem: string | undefined): Html {
  return html`<p>${say('Mật khẩu này chỉ dùng một lần. Hãy đặt mật khẩu của bạn.', 'This password is for one time. Choose your own.')}</p>
    ${problem === undefined ? undefined : html`<p class="error" role="alert">${problem}</p>`}
    <form method="post" action="/password" class="fields">
      <input type="hidden" name="back" value="${back}" />
      <input type="hidden" name="csrfToken" value="${csrfToken}" />
      <label
        >${say('Mật khẩu hiện tại', 'Current password')}<input
          name="current"
          type="password"
          required
          maxlength="256"
          autocomplete="current-password"
      /></label>
      <label
        >${say('Mật khẩu mới (ít nhất 12 ký tự)', 'New password (12 characters at least)')}<input
          name="password"
          type="password"
          required
          minlength="12"
          maxlength="256"
          autocomplete="new-password"
      /></label>
      <button>${say('Đổi mật khẩu', 'Change the password')}</button>
    </form>`;
}
