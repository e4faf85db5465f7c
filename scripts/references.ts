/** Resolves references within a bundled document. */

/**
 * A part of a document with what its references point to in their place, and with the names of the
 * components in `x-component`. What stands beside a reference wins: in this contract, descriptions.
 *
 * @example
 * withoutReferences({ schema: { $ref: '#/components/schemas/AssetId' } }, document);
 * // { schema: { 'x-component': 'AssetId', type: 'string', … } }
 */
export function withoutReferences<Part>(part: Part, document: unknown): Part {
  const resolved = new Map<string, object>();
  let loops = 0;
  const target = (pointer: string, trail: readonly string[]): object => {
    const known = resolved.get(pointer);
    if (known !== undefined) return known;
    const loopsBefore = loops;
    const value = visit(at(document, pointer), [...trail, pointer]) as object;
    // Where a loop was cut depends on where it was entered.
    if (loops === loopsBefore) resolved.set(pointer, value);
    return value;
  };
  const visit = (value: unknown, trail: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, trail));
    if (typeof value !== 'object' || value === null) return value;
    const { $ref: pointer, ...members } = value as Record<string, unknown>;
    const visited = Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, visit(member, trail)]),
    );
    if (typeof pointer !== 'string') return visited;
    const component = pointer.slice(pointer.lastIndexOf('/') + 1);
    if (!trail.includes(pointer)) {
      return { 'x-component': component, ...target(pointer, trail), ...visited };
    }
    loops += 1;
    return { ...visited, recursive: component };
  };
  return visit(part, []) as Part;
}

function at(document: unknown, pointer: string): unknown {
  const names = pointer.slice(2).split('/');
  return names.reduce((value, name) => {
    const member = name.replaceAll('~1', '/').replaceAll('~0', '~');
    return (value as Record<string, unknown> | undefined)?.[member];
  }, document);
}
