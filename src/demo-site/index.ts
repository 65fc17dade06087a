export type { Deployment } from './options.ts';
export { type DemoSite, startDemoSite } from './start-demo-site.ts';
