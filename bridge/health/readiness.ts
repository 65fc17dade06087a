/** Whether a load balancer should send new sessions here, and why not. */
export interface Readiness {
  readonly ready: boolean;
  /** `starting`, `draining`, `sessions-exhausted`, `server-failing`. */
  readonly reasons: readonly string[];
  /** `none`: this bridge stands alone. `away` is no reason not to be ready: no replica would be, and sessions go on without it. */
  readonly redis: 'none' | 'up' | 'away';
}

export interface ReadinessFacts {
  readonly isStarting: boolean;
  readonly isDraining: boolean;
  readonly hasRoom: boolean;
  readonly breaker: 'closed' | 'open' | 'half-open';
  readonly redis: Readiness['redis'];
}

export function readinessOf({ isStarting, isDraining, hasRoom, breaker, redis }: ReadinessFacts): Readiness {
  const reasons = [
    ...(isStarting ? ['starting'] : []),
    ...(isDraining ? ['draining'] : []),
    ...(hasRoom ? [] : ['sessions-exhausted']),
    ...(breaker === 'open' ? ['server-failing'] : []),
  ];
  return { ready: reasons.length === 0, reasons, redis };
}
