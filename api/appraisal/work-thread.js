// A thread does not inherit the loader of TypeScript, and one that is given on its command line is not heard in it.
import { register } from 'tsx/esm/api';

register();
await import('./work-thread.ts');
