export interface Promised {
  /** What tests cite, in a title: `(P-BYTES)` or `P-BYTES:`. */
  readonly id: `P-${string}`;
  readonly sentence: string;
  /** A promise that is delivered has at least one test that cites it; one that is not may have some already. */
  readonly delivered: boolean;
  /** What holds today, where the whole promise does not yet. */
  readonly soFar?: string;
}

/** Everything that this project promises its users, in one place. */
export const promises: readonly Promised[] = [
  {
    id: 'P-BYTES',
    sentence: 'In the sse and streamable eras every message crosses the bridge byte for byte, both ways.',
    delivered: true,
  },
  {
    id: 'P-ISOLATE',
    sentence: 'A child serves one session, and a used child is never handed to another.',
    delivered: true,
  },
  {
    id: 'P-ANSWER',
    sentence: 'Every request gets exactly one answer, whatever dies, stalls or overflows meanwhile.',
    delivered: true,
  },
  {
    id: 'P-BOUND',
    sentence: 'Everything that can grow has a limit with a unit and a default, and says so when it is reached.',
    delivered: true,
  },
  {
    id: 'P-ORPHAN',
    sentence: 'No child outlives its bridge, and no grandchild its child, however the bridge dies.',
    delivered: true,
  },
  {
    id: 'P-ANY',
    sentence: 'Any replica answers any request of any session.',
    delivered: true,
  },
  {
    id: 'P-404',
    sentence: 'An unknown or ended session gets 404 with JSON-RPC error -32001 at once; a missing session id gets 400.',
    delivered: true,
  },
  {
    id: 'P-RESUME',
    sentence: 'A client that reconnects gets what it missed, in order and once, and a working session in any case.',
    delivered: true,
  },
  {
    id: 'P-RECOVER',
    sentence: 'A session of a recoverable server outlives its child and its replica.',
    delivered: true,
  },
  {
    id: 'P-IDLE',
    sentence: 'An idle session of a recoverable server keeps no child, and wakes on its next message.',
    delivered: true,
  },
  {
    id: 'P-DRAIN',
    sentence: 'A rolling restart fails no call.',
    delivered: true,
  },
  {
    id: 'P-REDIS',
    sentence: 'When Redis is away, sessions on their own replica go on, and nothing is executed twice.',
    delivered: true,
  },
  {
    id: 'P-SECRET',
    sentence: 'No credential, message body or environment value of a child appears in a log, a metric or an error.',
    delivered: false,
    soFar: 'What a child prints on stderr is stripped of the values of its environment.',
  },
  {
    id: 'P-AUTH',
    sentence: 'A bridge that others can reach has authentication, and a session belongs to who opened it.',
    delivered: false,
    soFar: 'It refuses a foreign Host or Origin, and to listen for others before it is told who may connect.',
  },
  {
    id: 'P-STDIO',
    sentence: 'The server run directly and through the bridge gives the same transcript.',
    delivered: true,
  },
];
