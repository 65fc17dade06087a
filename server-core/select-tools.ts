import { defaultTools } from './default-tools.ts';
import { InvalidSettingError, type Settings } from './settings.ts';
import type { Tool } from './tool.ts';
import type { Toolset } from './toolset.ts';

type Choice = Pick<Settings, 'toolsets' | 'tools' | 'excludeTools' | 'readOnly'>;

/**
 * The tools that the settings choose, in the order of the toolsets. Throws `InvalidSettingError` for a name that is none:
 * a misspelled exclusion would offer what was to be left out.
 */
export function selectTools(toolsets: readonly Toolset[], choice: Choice): Tool[] {
  const all = toolsets.flatMap((toolset) => toolset.tools);
  const toolNames = all.map(({ name }) => name);
  check('MCP_TOOLSETS', choice.toolsets, ['default', 'all', ...toolsets.map(({ name }) => name)]);
  check('MCP_TOOLS', choice.tools, toolNames);
  check('MCP_EXCLUDE_TOOLS', choice.excludeTools, toolNames);

  const wanted = choice.toolsets.length === 0 && choice.tools.length === 0 ? ['default'] : choice.toolsets;
  const offered = new Set([
    ...choice.tools,
    ...(wanted.includes('default') ? defaultTools : []),
    ...toolsets
      .filter(({ name }) => wanted.includes('all') || wanted.includes(name))
      .flatMap(({ tools }) => tools.map(({ name }) => name)),
  ]);
  return all.filter(
    ({ name, annotations }) =>
      offered.has(name) &&
      !choice.excludeTools.includes(name) &&
      (!choice.readOnly || annotations.readOnlyHint === true),
  );
}

function check(variable: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new InvalidSettingError(
    `${variable}: there is no ${unknown.map((name) => JSON.stringify(name.slice(0, 60))).join(', ')}. ` +
      `Expected some of ${known.join(', ')}`,
  );
}
