import accepts from 'accepts';
import { NotAcceptableError } from '../errors.ts';
import type { Exchange } from './exchange.ts';

/** Which forms of answer a client takes. */
export interface AcceptedForms {
  readonly json: boolean;
  readonly stream: boolean;
}

/** A client sends the same header each time, and few kinds of client there are. What is read once is kept for so many. */
const MOST_KNOWN = 100;
const known = new Map<string, AcceptedForms>();

/** Which forms the Accept header allows. Throws `NotAcceptableError` where it allows neither. */
export function acceptedForms({ request }: Exchange): AcceptedForms {
  const header = request.headers.accept ?? '';
  const forms = known.get(header) ?? remember(header, readForms(request));
  if (!forms.json && !forms.stream) throw new NotAcceptableError('application/json or text/event-stream');
  return forms;
}

/** Throws `NotAcceptableError` where the Accept header does not allow an event stream. */
export function requireStream({ request }: Exchange): void {
  if (!readForms(request).stream) throw new NotAcceptableError('text/event-stream');
}

function readForms(request: Exchange['request']): AcceptedForms {
  const accepted = accepts(request);
  return { json: accepted.type('application/json') !== false, stream: accepted.type('text/event-stream') !== false };
}

function remember(header: string, forms: AcceptedForms): AcceptedForms {
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(header, forms);
  return forms;
}
