/** What every operation of the service is given, and what it answers; typed by the contract. */
import type { OperationId } from '../../../generated/contract.js';
import type { operations } from '../../../generated/schema.js';

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

/** The query that an operation takes, its lists and numbers read. */
export type QueryOf<Id extends OperationId> = operations[Id]['parameters'] extends {
  query?: infer Query;
}
  ? NonNullable<Query>
  : object;

/** The body that an operation answers; undefined for none. */
export type AnswerOf<Id extends OperationId> = {
  [
    Status in keyof operations[Id]['responses'] & (200 | 201 | 202 | 204)
  ]: operations[Id]['responses'][Status] extends {
    content: { 'application/json': infer Answer };
  }
    ? Answer
    : undefined;
}[keyof operations[Id]['responses'] & (200 | 201 | 202 | 204)];

/** A request that was authenticated and checked against the contract. */
export interface CheckedRequest<Id extends OperationId> {
  body: BodyOf<Id>;
  query: QueryOf<Id>;
  /** The base URL of the service, as the caller sees it. */
  origin: string;
  projectId: string;
}

/** Does one operation: answers its body, or throws a ServiceError. */
export type Operation<Id extends OperationId> = (
  request: CheckedRequest<Id>,
) => AnswerOf<Id> | Promise<AnswerOf<Id>>;

/** Operations by operation id. */
export type Operations<Ids extends OperationId> = { [Id in Ids]: Operation<Id> };
