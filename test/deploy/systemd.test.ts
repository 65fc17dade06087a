import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bridgeOptions } from '../../bridge/index.ts';
import { repositoryRoot } from '../support/bins.ts';

const folder = path.join(repositoryRoot, 'deploy/systemd');
const unit = readFileSync(path.join(folder, 'mcp-jira-confluence-sse.service'), 'utf8');
const example = readFileSync(path.join(folder, 'mcp-jira-confluence-sse.env.example'), 'utf8');

/** Of the sections of a unit file: name → its assignments. */
function sections(): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of unit.split('\n')) {
    const [, section] = /^\[(\w+)\]$/.exec(line) ?? [];
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (section !== undefined) {
      current = new Map();
      found.set(section, current);
    } else if (name !== undefined && value !== undefined) current.set(name, value);
    else expect(line).toMatch(/^(#.*)?$/);
  }
  return found;
}

describe('the systemd unit', () => {
  const service = sections().get('Service');

  it('restarts a bridge that ends, and lets it end its server processes itself (P-ORPHAN)', () => {
    expect(service?.get('Restart')).toBe('always');
    expect(service?.get('KillMode')).toBe('mixed');
    const { shutdownGraceMs, stdinCloseGraceMs, sigtermGraceMs } = bridgeOptions;
    const graces = [shutdownGraceMs, stdinCloseGraceMs, sigtermGraceMs].map((spec) => spec.value.parse(spec.default));
    const stopMs = Number.parseInt(service?.get('TimeoutStopSec') ?? '', 10) * 1000;
    expect(stopMs).toBeGreaterThan(graces.reduce((sum, ms) => sum + ms));
  });

  it('gives the bridge no more than it needs', () => {
    expect(service?.get('CapabilityBoundingSet')).toBe('');
    expect(['NoNewPrivileges', 'DynamicUser', 'PrivateTmp'].map((name) => service?.get(name))).toEqual([
      'yes',
      'yes',
      'yes',
    ]);
    expect(service?.has('MemoryDenyWriteExecute')).toBe(false); // V8 compiles
  });

  it('sets what the bridge has, to values that it takes, and no secret', () => {
    const specs = new Map(Object.values(bridgeOptions).map((spec) => [spec.variable, spec]));
    for (const [, name = '', value = ''] of example.matchAll(/^(?:# )?(SSE_[A-Z_]+)=(.*)$/gm)) {
      expect(specs.get(name)?.value.safeParse(value).success, name).toBe(true);
    }
    expect(example).not.toMatch(/(TOKEN|SECRET|KEY)=./);
  });

  it.skipIf(!existsSync('/usr/bin/systemd-analyze'))('is one that systemd accepts', () => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'unit-'));
    onTestFinished(() => rmSync(scratch, { recursive: true }));
    const file = path.join(scratch, 'mcp-jira-confluence-sse.service');
    writeFileSync(file, unit.replace('/usr/local/bin/mcp-jira-confluence-sse', process.execPath));
    expect(() => execFileSync('/usr/bin/systemd-analyze', ['verify', file], { stdio: 'pipe' })).not.toThrow();
  });
});
