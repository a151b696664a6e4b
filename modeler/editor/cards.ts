/** What always stands above the side panels, one component a line: the deadline card. */
import type { ComponentType } from 'react';
import { DeadlineCard } from '../checks/deadline-card.tsx';
import type { Editor } from './editor.ts';

export type Card = ComponentType<{ readonly editor: Editor }>;

export const cards: readonly Card[] = [DeadlineCard];
