/** Minutes as tables keep them. */
export const whole = (minutes: number | undefined) => (minutes === undefined ? undefined : Math.round(minutes));
