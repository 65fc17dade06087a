/** Put in place by the build; a plain run of the sources, as in tests, has none. */
declare const __VERSION__: string | undefined;

/** The version of this package, as `--version` and the MCP handshake give it. */
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source';
