/** What happens to messages that were not sent yet when the outbox is full. */
export type WhenFull =
  /** The oldest one makes room, answers last of all: for a client that may never open a stream. */
  | 'drop-oldest'
  /** The child is not read on until there is room: for a client whose stream will be back, or its session ends. */
  | 'hold-back';
