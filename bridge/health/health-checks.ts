import * as z from 'zod';

/** Which tool of the wrapped server tells how each service behind it is doing, by the service's name. */
export const healthChecks = z.record(
  z.string().min(1),
  z.strictObject({ tool: z.string().min(1), arguments: z.record(z.string(), z.unknown()).default({}) }),
);

export type HealthChecks = z.output<typeof healthChecks>;
