/** How much work goes into the figures: the full run takes minutes, the quick one stays under a minute. */
export interface Effort {
  readonly name: string;
  /** Rounds of each row without a database; the figure is their median. */
  readonly rounds: number;
  /** Seconds of one window; each round has one of each contender. `floorDossiers`: loaded before, so that the floor starts none. */
  readonly durable: {
    readonly warmUpSeconds: number;
    readonly rounds: number;
    readonly windowSeconds: number;
    readonly aloneSeconds: number;
    readonly floorDossiers: number;
  };
  /** `leadSeconds`: from the planning to the instant, for copying those that are due. */
  readonly flags: { readonly openSteps: number; readonly due: number; readonly rounds: number; readonly leadSeconds: number };
  /** `answers`: rounds of the whole service. */
  readonly start: { readonly rounds: number; readonly answers: number };
  /** Warmed up by so many steps, or for so many seconds if they do not suffice. */
  readonly memory: {
    readonly warmUpSteps: number;
    readonly warmUpSeconds: number;
    readonly windows: number;
    readonly windowSeconds: number;
  };
  readonly http: { readonly warmUpSeconds: number; readonly windowSeconds: number; readonly listeners: number };
  /** `openDossiers`: few and many. */
  readonly growth: {
    readonly openDossiers: readonly [number, number];
    readonly warmUpSeconds: number;
    readonly windowSeconds: number;
    /** Of each list. */
    readonly lookUps: number;
  };
  /** By a fresh browser each; none: the row is left out. */
  readonly catalogue: { readonly visits: number };
  /** What is less than in the full run, in words. */
  readonly shortened: readonly string[];
}

export const full: Effort = {
  name: 'full',
  rounds: 9,
  durable: { warmUpSeconds: 5, rounds: 7, windowSeconds: 4, aloneSeconds: 8, floorDossiers: 20_000 },
  flags: { openSteps: 100_000, due: 2_000, rounds: 3, leadSeconds: 5 },
  start: { rounds: 3, answers: 3 },
  memory: { warmUpSteps: 60_000, warmUpSeconds: 30, windows: 6, windowSeconds: 8 },
  http: { warmUpSeconds: 6, windowSeconds: 10, listeners: 1_000 },
  growth: { openDossiers: [10_000, 1_000_000], warmUpSeconds: 8, windowSeconds: 60, lookUps: 200 },
  catalogue: { visits: 5 },
  shortened: [],
};

export const quick: Effort = {
  name: 'quick',
  rounds: 1,
  durable: { warmUpSeconds: 1.5, rounds: 3, windowSeconds: 0.5, aloneSeconds: 0.8, floorDossiers: 10_000 },
  flags: { openSteps: 20_000, due: 2_000, rounds: 1, leadSeconds: 3 },
  start: { rounds: 1, answers: 0 },
  memory: { warmUpSteps: 60_000, warmUpSeconds: 1, windows: 2, windowSeconds: 1 },
  http: { warmUpSeconds: 1, windowSeconds: 1, listeners: 200 },
  growth: { openDossiers: [1_000, 10_000], warmUpSeconds: 0.3, windowSeconds: 1, lookUps: 25 },
  catalogue: { visits: 0 },
  shortened: [
    'rows without a database once instead of nine times',
    'the catalogue in the browser not at all',
    'flags among 20,000 open steps instead of 100,000, once instead of three times',
    'no service is started to its first answer',
    'the event stream with 200 listeners instead of 1,000',
    'memory over seconds instead of a minute',
    'growth from 1,000 to 10,000 open dossiers for seconds instead of from 10,000 to 1,000,000 for a minute each',
  ],
};
