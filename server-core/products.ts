import { confluence } from './confluence/index.ts';
import { jira } from './jira/index.ts';
import type { Product } from './product.ts';

/** All that this server knows, in the order in which clients are shown it. */
export const products: readonly Product[] = [jira, confluence];
