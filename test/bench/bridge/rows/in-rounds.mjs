import { inTurns } from '../../kit/in-turns.mjs';

const TURN_TIMEOUT_MS = 60_000;

/** Has the rivals take turns, and returns what was measured by their keys. Fails where a turn takes over a minute. */
export function inRounds(rivals, rounds, measure) {
  const named = rivals.map((rival) => ({ ...rival, name: rival.key }));
  return inTurns(named, rounds, (rival) => {
    let tooLate;
    const patience = new Promise((_resolve, reject) => {
      const fail = () => reject(new Error(`${rival.key} gave no answer for a minute`));
      tooLate = setTimeout(fail, TURN_TIMEOUT_MS);
    });
    return Promise.race([measure(rival), patience]).finally(() => clearTimeout(tooLate));
  });
}
