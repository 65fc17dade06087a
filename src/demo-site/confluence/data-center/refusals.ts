import { Refusal } from '../../http/refusal.ts';

const exceptions = {
  400: 'BadRequestException',
  403: 'PermissionException',
  404: 'NotFoundException',
  409: 'ConflictException',
};

/** A refusal as Data Center words it: the exception before the problem. */
export function refusal(status: keyof typeof exceptions, problem: string): Refusal {
  return new Refusal(status, `com.atlassian.confluence.api.service.exceptions.${exceptions[status]}: ${problem}`);
}
