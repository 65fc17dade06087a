/** The text of a Lua script. */
declare module '*.lua' {
  const text: string;
  export default text;
}
