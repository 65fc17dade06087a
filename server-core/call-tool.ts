import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { parseArguments } from './arguments.ts';
import type { CallContext } from './call-context.ts';
import { ToolError } from './errors.ts';
import { fitResult } from './results/fit-result.ts';
import { errorResult, toCallToolResult } from './results/tool-result.ts';
import type { Tool } from './tool.ts';

/**
 * One call of a tool. It always resolves: whatever goes wrong becomes a result with `isError` that says what to do, and
 * carries a stable code in `_meta.code`. An error that nobody thought of is logged, and its caller is told no details.
 */
export async function callTool(tool: Tool, values: unknown, context: CallContext): Promise<CallToolResult> {
  try {
    const result = await tool.handle(parseArguments(tool, values) as never, context);
    return toCallToolResult(fitResult(result, context.settings.resultBytes));
  } catch (error) {
    if (error instanceof ToolError) {
      context.log.info({ tool: tool.name, code: error.code }, 'tool call failed');
      return errorResult(error.message, error.code, error.details);
    }
    context.log.error({ tool: tool.name, err: error }, 'tool call failed unexpectedly');
    return errorResult(`${tool.name} failed inside the server. Its log on stderr says why.`, 'INTERNAL');
  }
}
