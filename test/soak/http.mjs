import { request } from 'node:http';

/** One HTTP request. Resolves to its response when the headers are there; rejects where the connection breaks before. */
export function fetchResponse(agent, method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      response.on('error', () => {}); // broken off: its reader sees the close
      resolve(response);
    });
    outgoing.end(body);
  });
}

export async function readText(response) {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}

/** Calls `take` with each event of a stream, `{ event, data, id }`. Resolves when the stream is over. */
export async function readEvents(response, take) {
  response.setEncoding('utf8');
  let unfinished = '';
  const parts = [];
  try {
    for await (const chunk of response) {
      parts.push(chunk);
      if (!chunk.includes('\n')) continue; // of a large event: joined once
      const events = (unfinished + parts.splice(0).join('')).split('\n\n');
      unfinished = events.pop();
      for (const text of events) take(parseEvent(text));
    }
  } catch {
    // broken off
  }
}

function parseEvent(text) {
  const fields = {};
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
  }
  return fields;
}
