#!/usr/bin/env node
// The command line without a build step: TypeScript is loaded as it is, so `npx taicho` works straight after `npm ci`.
import { register } from 'tsx/esm/api';

register();
await import('./cli.ts');
