/** What a browser does when a page is opened, after a change of page inside the application: the focus goes to the content, and the new title is read aloud. */
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';

export function Arrival() {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  const [title, setTitle] = useState('');

  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.getElementById('content')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [pathname]);

  useEffect(() => {
    const element = document.querySelector('title');
    if (!element) return;
    // pages set it when they know what they are about
    const observer = new MutationObserver(() => setTitle(document.title));
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, []);

  return <VisuallyHidden role="status">{title}</VisuallyHidden>;
}
