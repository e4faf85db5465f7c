/** Reads one section of an ini file, exactly: what could be read in two ways is an error that names the line. */

/**
 * The settings of a section, by their names in lower case; undefined when the text has no such section.
 *
 * A setting is `name = value`; the value goes to the end of the line, and may stand in quotes. A comment has a
 * line of its own, which starts with `#` or `;`. Other sections are not judged.
 *
 * @param file named in the errors.
 * @throws Error when a line before the first header, a header, or a line of the section is none of these, or when
 *   the section or one of its settings stands there twice. It never quotes a line, which could hold a secret.
 */
export function readIniSection(
  text: string,
  section: string,
  file: string,
): Map<string, string> | undefined {
  let settings: Map<string, string> | undefined;
  let current: string | undefined;
  const lineOf = new Map<string, number>();
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const at = `${file}, line ${index + 1}`;
    const markOnce = (name: string): void => {
      const former = lineOf.get(name);
      if (former !== undefined) {
        throw new Error(`${at}: the same stands on line ${former} already. Keep one of the two.`);
      }
      lineOf.set(name, index + 1);
    };
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    if (line.startsWith('[')) {
      const [, header] = /^\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(line) ?? [];
      if (header === undefined) {
        throw new Error(
          `${at}: this is no section. Write its name in brackets, as in [${section}].`,
        );
      }
      current = header.trim();
      if (current !== section) continue;
      markOnce(`[${section}]`);
      settings = new Map();
    } else if (current === undefined) {
      throw new Error(`${at}: this belongs to no section. Put [${section}] on a line above it.`);
    } else if (current === section) {
      const [, name, value = ''] = /^([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`${at}: this is no setting. Write name = value.`);
      markOnce(name.toLowerCase());
      settings?.set(name.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return settings;
}
