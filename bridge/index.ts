// All that the rest of the project may know of the bridge.
export { type Bridge, startBridge } from './bridge.ts';
export type { HealthChecks } from './health/health-checks.ts';
export { type BridgeOptions, bridgeOptions, defaultSettings, type OptionSpec } from './options.ts';
