/** The language of the page: both sentences stand where they are used, so that none can be missing. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Language = 'vi' | 'en';
/** Picks the sentence of the language shown. */
export type Say = (vi: string, en: string) => string;

const kept = 'taicho.language';

/** The language last chosen; Vietnamese at first. Also for what is no component (requests, bpmn-js). */
export function currentLanguage(): Language {
  try {
    return localStorage.getItem(kept) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

/** `say` outside of components, in the language of now. */
export const sayNow: Say = (vi, en) => (currentLanguage() === 'vi' ? vi : en);

interface Speech {
  readonly language: Language;
  readonly say: Say;
  choose(language: Language): void;
}

const Speaking = createContext<Speech | undefined>(undefined);

export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(currentLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      say: (vi, en) => (language === 'vi' ? vi : en),
      choose(chosen) {
        try {
          localStorage.setItem(kept, chosen);
        } catch {
          // private windows forget: the choice holds for this page
        }
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <Speaking value={speech}>{children}</Speaking>;
}

export function useSpeech(): Speech {
  const speech = useContext(Speaking);
  if (!speech) throw new Error('useSpeech needs a SpeechProvider above');
  return speech;
}

export const useSay = (): Say => useSpeech().say;
