/**
 * How far the conversation is:
 * - `starting`: its server has not accepted `initialize` yet;
 * - `ready`: it has;
 * - `leaving`: it finishes what is under way and takes no new requests, for another replica is to go on with it;
 * - `moved`: another replica has it, or may have;
 * - `ended`: for good. Its id is unknown from now on.
 *
 * `starting → ready → ended`, `starting → ended`, `ready → leaving → moved`, and from each but `ended` to `moved`, where
 * another replica has taken it; only `#become` changes it. Whether a child is at work is the affair of its `SessionServer`.
 */
export type SessionState = 'starting' | 'ready' | 'leaving' | 'moved' | 'ended';
