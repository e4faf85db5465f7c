/** Reads one section of an ini file. Whatever could be read in two ways is an error that names the line. */

/**
 * The settings of a section by name, in lower case; undefined if the text has no such section.
 *
 * A setting is `name = value`; the value goes to the end of the line, and can be in quotes. A comment has a line of its
 * own, which starts with `#` or `;`. Other sections are not checked.
 *
 * @param file the name in errors.
 * @throws Error if there is a line before the first section, a broken section name, a line of the section that is
 *   not a setting, or if the section or a setting is there twice. It does not quote the line, which can be a secret.
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
    const once = (name: string): void => {
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
      once(`[${section}]`);
      settings = new Map();
    } else if (current === undefined) {
      throw new Error(`${at}: this is not in a section. Write [${section}] on a line above it.`);
    } else if (current === section) {
      const [, name, value = ''] = /^([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`${at}: this is not a setting. Write name = value.`);
      once(name.toLowerCase());
      settings?.set(name.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return settings;
}
