import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Secret, Service, ServiceAccount } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bridgeOptions } from '../../bridge/index.ts';
import { repositoryRoot } from '../support/bins.ts';
import { filesIn, kubernetesFolder, type Manifest, readKustomization, readManifests, render } from './manifests.ts';

type Model = new (data: never) => { validate(): void };

const models: Readonly<Record<string, Model>> = {
  'apps/v1 Deployment': Deployment,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'monitoring.coreos.com/v1 ServiceMonitor': ServiceMonitor,
  'networking.k8s.io/v1 Ingress': Ingress,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'v1 ConfigMap': ConfigMap,
  'v1 Secret': Secret,
  'v1 Service': Service,
  'v1 ServiceAccount': ServiceAccount,
};

const folders = ['base', 'overlays/demo', 'overlays/production'].map((name) => path.join(kubernetesFolder, name));
const overlays = folders.slice(1);

function validate(manifest: Manifest): void {
  const Model = models[`${manifest.apiVersion} ${manifest.kind}`];
  if (Model === undefined) throw new Error(`no model of ${manifest.apiVersion} ${manifest.kind}`);
  new Model(manifest as never).validate();
}

function one(manifests: readonly Manifest[], kind: string, name = 'mcp-sse'): Manifest {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const podSpec = z.looseObject({
  terminationGracePeriodSeconds: z.number(),
  securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
  containers: z.tuple([
    z.looseObject({
      image: z.string(),
      ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
      env: z.array(z.looseObject({ name: z.string() })),
      startupProbe: probe,
      livenessProbe: probe,
      readinessProbe: probe,
      lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }),
      securityContext: z.object({
        allowPrivilegeEscalation: z.literal(false),
        readOnlyRootFilesystem: z.literal(true),
        capabilities: z.object({ drop: z.array(z.string()) }),
      }),
    }),
  ]),
});
const deployment = z.looseObject({
  spec: z.looseObject({ template: z.looseObject({ spec: podSpec }), strategy: z.unknown() }),
});

const pod = deployment.parse(one(render(folders[0] ?? ''), 'Deployment')).spec.template.spec;
const [container] = pod.containers;

describe.each(overlays)('%s', (folder) => {
  const manifests = render(folder);

  it.each(manifests.map((manifest) => [manifest.kind, manifest.metadata.name, manifest] as const))(
    'has a %s %s that Kubernetes accepts',
    (_kind, _name, manifest) => {
      expect(() => validate(manifest)).not.toThrow();
    },
  );

  it('sets options that the bridge has, to values that it takes', () => {
    const { data } = z.looseObject({ data: z.record(z.string(), z.string()) }).parse(one(manifests, 'ConfigMap'));
    const specs = new Map(Object.values(bridgeOptions).map((spec) => [spec.variable, spec]));
    for (const [variable, text] of Object.entries(data)) {
      if (variable === 'SSE_DEMO') continue; // of the program
      expect(specs.get(variable)?.value.safeParse(text).success, variable).toBe(true);
    }
    expect(data['SSE_REDIS']).toMatch(/^rediss?:/);
  });
});

describe('the kustomizations', () => {
  it('name files that exist, and each file belongs to one', () => {
    const named = folders.flatMap((folder) => {
      const { resources, patches } = readKustomization(folder);
      const files = [
        ...resources.filter((resource) => resource.endsWith('.yaml')),
        ...patches.map((patch) => patch.path),
      ];
      return ['kustomization.yaml', ...files].map((file) => path.join(folder, file));
    });
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
    const yaml = filesIn(kubernetesFolder).filter((file) => file.endsWith('.yaml'));
    expect(yaml.toSorted()).toEqual(named.toSorted());
  });

  it('make secrets of files that are examples here, without a value', () => {
    const production = overlays[1] ?? '';
    for (const { envs } of readKustomization(production).secretGenerator) {
      for (const file of envs) {
        const lines = readFileSync(path.join(production, `${file}.example`), 'utf8')
          .trim()
          .split('\n');
        expect(lines.filter((line) => !/^[A-Z_]+=$/.test(line))).toEqual([]);
      }
    }
    const [secret] = readManifests(path.join(overlays[0] ?? '', 'secret.yaml'));
    expect(secret).toMatchObject({ stringData: { SSE_CLUSTER_SECRET: '' } });
  });

  it('name the image that the deployment has', () => {
    expect(readKustomization(overlays[1] ?? '').images.map(({ name }) => name)).toEqual([container.image]);
  });
});

describe('a pod', () => {
  it('is probed where the bridge answers', () => {
    const app = readFileSync(path.join(repositoryRoot, 'bridge/http/app.ts'), 'utf8');
    for (const { httpGet } of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
      expect(app).toContain(`'GET', '${httpGet.path}'`);
      expect(container.ports.map(({ name }) => name)).toContain(httpGet.port);
    }
    expect(container.readinessProbe.httpGet.path).toBe('/ready');
  });

  it('is given the time that a bridge may take to end (P-DRAIN)', () => {
    const config = z
      .looseObject({ data: z.record(z.string(), z.string()) })
      .parse(one(render(folders[0] ?? ''), 'ConfigMap'));
    const { shutdownGraceMs, stdinCloseGraceMs, sigtermGraceMs } = bridgeOptions;
    const graceMs = [
      shutdownGraceMs.value.parse(config.data['SSE_SHUTDOWN_GRACE'] ?? shutdownGraceMs.default),
      stdinCloseGraceMs.value.parse(stdinCloseGraceMs.default),
      sigtermGraceMs.value.parse(sigtermGraceMs.default),
    ].reduce((sum, ms) => sum + ms);
    const [, seconds] = container.lifecycle.preStop.exec.command;
    expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(graceMs + Number(seconds) * 1000);
  });

  it('is replaced only once its successor is ready (P-DRAIN)', () => {
    const { strategy } = deployment.parse(one(render(folders[0] ?? ''), 'Deployment')).spec;
    expect(strategy).toMatchObject({ rollingUpdate: { maxUnavailable: 0 } });
  });

  it('tells the others its address, which they may reach by the network policy (P-ANY)', () => {
    const port = container.ports[0]?.containerPort;
    expect(container.env).toContainEqual({ name: 'SSE_ADVERTISE_URL', value: `http://$(POD_IP):${port}` });
    const policy = JSON.stringify(one(render(folders[0] ?? ''), 'NetworkPolicy'));
    expect(policy).toContain(
      `{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"mcp-sse"}}}],"ports":[{"port":${port}}]`,
    );
  });

  it('has no tag of its own to share with others', () => {
    expect(filesIn(kubernetesFolder).filter((file) => /SSE_REPLICA_TAG:/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
