/** The two switches of every page: language, and light or dark. */
import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useSay, useSpeech } from '../i18n/say.tsx';

export function LanguageSwitch() {
  const { language, choose } = useSpeech();
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <Button variant="subtle" size="compact-sm" lang={other} onClick={() => choose(other)}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </Button>
  );
}

export function SchemeSwitch() {
  const say = useSay();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      aria-label={isDark ? say('Giao diện sáng', 'Light appearance') : say('Giao diện tối', 'Dark appearance')}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <span aria-hidden>{isDark ? '☀' : '☾'}</span>
    </ActionIcon>
  );
}
