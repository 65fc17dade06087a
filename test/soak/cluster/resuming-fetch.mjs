/**
 * A `fetch` for the SDK's SSE transport that says where its client left off, as an EventSource in a browser does by itself.
 * The SDK's own sets the headers of each request anew, and loses `Last-Event-ID` with that.
 */
export function resumingFetch() {
  let lastEventId;
  return async (url, init = {}) => {
    const isStream = (init.method ?? 'GET') === 'GET';
    if (!isStream) return fetch(url, init);
    const headers = new Headers(init.headers);
    if (lastEventId !== undefined) headers.set('Last-Event-ID', lastEventId);
    const response = await fetch(url, { ...init, headers });
    if (!response.ok || response.body === null) return response;
    let unfinished = '';
    const decoder = new TextDecoder();
    const noteIds = new TransformStream({
      transform(chunk, controller) {
        const lines = (unfinished + decoder.decode(chunk, { stream: true })).split('\n');
        unfinished = lines.pop().slice(0, 1000);
        for (const line of lines) if (line.startsWith('id: ')) lastEventId = line.slice(4);
        controller.enqueue(chunk);
      },
    });
    const { status, headers: given } = response;
    const noted = new Response(response.body.pipeThrough(noteIds), { status, headers: given });
    Object.defineProperty(noted, 'url', { value: response.url });
    return noted;
  };
}
