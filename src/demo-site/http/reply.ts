/** What a handler answers; a body is sent as JSON, no body as nothing. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  body,
  headers,
});

export const created = (body: unknown): Reply => ({ status: 201, body });

export const noContent = (): Reply => ({ status: 204 });
