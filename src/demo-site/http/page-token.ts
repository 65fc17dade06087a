import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** An opaque token for "the rest of this list": it holds the offset, and which question it belongs to. */
export function pageToken(offset: number, question: string): string {
  return Buffer.from(`${offset}.${digest(question)}`).toString('base64url');
}

/** The offset inside a token; 400 for one that was made up, or made for another question. */
export function offsetOf(token: string, question: string, complaint: string): number {
  const [offset = '', held] = Buffer.from(token, 'base64url').toString('utf8').split('.');
  if (!/^\d{1,9}$/.test(offset) || held !== digest(question)) throw new Refusal(400, complaint);
  return Number(offset);
}

function digest(question: string): string {
  return createHash('sha256').update(question).digest('base64url').slice(0, 12);
}
