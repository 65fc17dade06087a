import { common } from './assignment-scores.ts';

/** What the estimate goes by. */
export interface Estimated {
  readonly title: string;
  /** The description's text; its length alone counts. */
  readonly description: string;
  readonly components: readonly string[];
  readonly labels: readonly string[];
}

/** A finished issue with the points that it had. */
export interface History extends Estimated {
  readonly key: string;
  readonly points: number;
}

export interface PointEstimate {
  /** 1 to 21. */
  readonly points: number;
  /** 0 to 8. */
  readonly complexity: number;
  readonly confidence: 'High' | 'Medium' | 'Low';
  /** Weighted mean of the history, without what complexity adds; `undefined` without a history. */
  readonly mean: number | undefined;
  /** Those it weighs most, heaviest first. */
  readonly similar: readonly (History & { readonly weight: number })[];
}

const MAX_POINTS = 21;

/**
 * Story points from arithmetic: the mean of similar finished issues, weighed by how much alike they are, plus half a point for
 * each point of complexity. Without a history the complexity alone decides.
 */
export function pointEstimate(issue: Estimated, history: readonly History[]): PointEstimate {
  const complexity = complexityOf(issue);
  const similar = history
    .map((one) => ({ ...one, weight: similarity(issue, one) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const weights = similar.reduce((sum, { weight }) => sum + weight, 0);
  const mean = weights === 0 ? undefined : similar.reduce((sum, one) => sum + one.weight * one.points, 0) / weights;
  return {
    points: mean === undefined ? pointsByComplexity(complexity) : clamp(Math.round(mean + 0.5 * complexity)),
    complexity,
    confidence: confidenceOf(similar.length),
    mean,
    similar: similar.slice(0, 5),
  };
}

/** 0 to 3 for the length of the description, as many for components, 1 for every second label up to 2. */
export function complexityOf({ description, components, labels }: Estimated): number {
  const steps = [200, 500, 1_000].filter((length) => description.length > length).length;
  return steps + Math.min(components.length, 3) + Math.min(Math.floor(labels.length / 2), 2);
}

/** 2 for each component in common, and up to 1 each for a description and a title of like length. */
export function similarity(some: Estimated, other: Estimated): number {
  return (
    2 * common(some.components, other.components) +
    closeness(some.description.length, other.description.length) +
    closeness(some.title.length, other.title.length)
  );
}

function closeness(some: number, other: number): number {
  return some === other ? 1 : Math.min(some, other) / Math.max(some, other);
}

function pointsByComplexity(complexity: number): number {
  return [1, 2, 2, 3, 3, 5, 5][complexity] ?? 8;
}

function clamp(points: number): number {
  return Math.min(MAX_POINTS, Math.max(1, points));
}

function confidenceOf(count: number): PointEstimate['confidence'] {
  if (count >= 10) return 'High';
  return count >= 5 ? 'Medium' : 'Low';
}
