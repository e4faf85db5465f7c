/** Reads one section of an ini file. An ambiguous line is an error, and the error names the line. */

/**
 * The settings of a section, by their names in lower case, and the line on which it starts. There are no settings if
 * the text has no such section.
 *
 * A setting is `name = value`. The value goes to the end of the line, and can be in quotes. A comment is a line that
 * starts with `#` or `;`. The settings of other sections are not checked.
 *
 * @param file the name of the file, for messages.
 * @throws Error if a line comes before the first section, if a section name is broken, if a line of the section is not
 *   a setting, or if the section or a setting occurs twice. The message does not quote the line, because the line can
 *   hold a secret.
 */
export function readIniSection(
  text: string,
  section: string,
  file: string,
): { settings?: Map<string, string>; line?: number | undefined } {
  let settings: Map<string, string> | undefined;
  let current: string | undefined;
  const lineOf = new Map<string, number>();
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const at = `${file}, line ${index + 1}`;
    /** Remembers where the section or the setting occurs. @throws Error if it has occurred before. */
    const remember = (name: string): void => {
      const first = lineOf.get(name);
      if (first !== undefined) {
        throw new Error(`${at}: this is on line ${first} already. Remove one of them.`);
      }
      lineOf.set(name, index + 1);
    };
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    if (line.startsWith('[')) {
      const [, name] = /^\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(line) ?? [];
      if (name === undefined) {
        throw new Error(`${at}: the name of a section has to be in brackets, as in [${section}].`);
      }
      current = name.trim();
      if (current !== section) continue;
      remember(`[${section}]`);
      settings = new Map();
    } else if (current === undefined) {
      throw new Error(`${at}: this is not in a section. Write [${section}] on a line above it.`);
    } else if (current === section) {
      const [, name, value = ''] = /^([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`${at}: this is not a setting. Write name = value.`);
      remember(name.toLowerCase());
      settings?.set(name.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return settings ? { settings, line: lineOf.get(`[${section}]`) } : {};
}
