import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { repositoryRoot } from '../support/bins.ts';

export const kubernetesFolder = path.join(repositoryRoot, 'deploy/kubernetes');

const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** A Kubernetes object, as it stands in a file. */
export type Manifest = z.output<typeof object>;

const kustomization = z.looseObject({
  kind: z.literal('Kustomization'),
  resources: z.array(z.string()).default([]),
  patches: z.array(z.object({ path: z.string() })).default([]),
  secretGenerator: z.array(z.object({ name: z.string(), envs: z.array(z.string()) })).default([]),
  images: z.array(z.object({ name: z.string(), newName: z.string(), newTag: z.string() })).default([]),
});

export type Kustomization = z.output<typeof kustomization>;

/** The values of all documents of a YAML file. Throws where it is none. */
export function readYaml(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, 'utf8'), { merge: true }).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS() as unknown;
  });
}

export function readManifests(file: string): Manifest[] {
  return readYaml(file).map((value) => object.parse(value));
}

export function readKustomization(folder: string): Kustomization {
  return kustomization.parse(readYaml(path.join(folder, 'kustomization.yaml'))[0]);
}

/** What `kubectl apply -k` would send: the resources of a folder, those it stands on first, with its patches in them. */
export function render(folder: string): Manifest[] {
  const { resources, patches } = readKustomization(folder);
  const manifests = resources.flatMap((resource) => {
    const file = path.join(folder, resource);
    return resource.endsWith('.yaml') ? readManifests(file) : render(file);
  });
  for (const patch of patches) {
    for (const change of readManifests(path.join(folder, patch.path))) {
      const index = manifests.findIndex((manifest) => isSame(manifest, change));
      const manifest = manifests[index];
      if (manifest === undefined)
        throw new Error(`${patch.path} patches ${change.kind} ${change.metadata.name}: there is none`);
      manifests[index] = object.parse(merge(manifest, change));
    }
  }
  return manifests;
}

/** All files below a folder, by their paths in it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function isSame(one: Manifest, other: Manifest): boolean {
  return one.kind === other.kind && one.metadata.name === other.metadata.name;
}

/** As kustomize merges what has no lists with keys: ours are of plain values only. */
function merge(value: unknown, change: unknown): unknown {
  if (!isRecord(value) || !isRecord(change)) return change;
  const names = [...Object.keys(value), ...Object.keys(change)];
  return Object.fromEntries(
    names.map((name) => [name, name in change ? merge(value[name], change[name]) : value[name]]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
