export { type DemoSite, startDemoSite } from './start-demo-site.ts';
