/** What a field holds, by the schema that Jira gives of it: `string`, `option`, `array of version`. The few without are `unknown`. */
export function fieldType(type = 'unknown', items?: string): string {
  return type === 'array' && items !== undefined ? `array of ${items}` : type;
}
