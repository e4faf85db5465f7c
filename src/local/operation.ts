/** The types of the operations, which come from the contract. */
import type { OperationId } from '../../generated/contract.js';
import type { operations } from '../../generated/schema.js';

/** The operations of IAM, which have paths, errors and answers of their own. */
export type IamOperationId = 'keystoneCreateUserTokenByPassword' | 'keystoneListProjects';

/** The operations of VOD. */
export type VodOperationId = Exclude<OperationId, IamOperationId>;

/** The JSON body that an operation takes. */
export type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : undefined;

/** The query that an operation takes, with its lists and numbers read. */
export type QueryOf<Id extends OperationId> = operations[Id]['parameters'] extends {
  query?: infer Query;
}
  ? NonNullable<Query>
  : object;

type Successes<Id extends OperationId> = Pick<
  operations[Id]['responses'],
  keyof operations[Id]['responses'] & (200 | 201 | 202 | 204)
>;

/** The body that an operation answers; undefined where it answers without one. */
export type AnswerOf<Id extends OperationId> = {
  [Status in keyof Successes<Id>]: Successes<Id>[Status] extends {
    content: { 'application/json': infer Answer };
  }
    ? Answer
    : undefined;
}[keyof Successes<Id>];

/** A request that was authenticated and checked against the contract. */
export interface CheckedRequest<Id extends OperationId> {
  body: BodyOf<Id>;
  query: QueryOf<Id>;
  /** The base URL of the service, as the caller sees it. */
  origin: string;
  projectId: string;
}

/** Does one operation: returns the body of its answer, or throws an OperationError. */
export type Operation<Id extends OperationId> = (
  request: CheckedRequest<Id>,
) => AnswerOf<Id> | Promise<AnswerOf<Id>>;

/** Operations by operation id. */
export type Operations<Ids extends OperationId> = { [Id in Ids]: Operation<Id> };
