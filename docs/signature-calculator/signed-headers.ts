/** The checkboxes that say which headers are signed. */
import { element } from './element.js';

/** Remembers the user's choice. Without a choice the signer's default applies. */
export class SignedHeaders {
  readonly #fieldset: HTMLElement;
  readonly #boxes = new Map<string, HTMLInputElement>();
  readonly #choices = new Map<string, boolean>();

  /** @param fieldset - Where the checkboxes go. */
  constructor(fieldset: HTMLElement) {
    this.#fieldset = fieldset;
    // Not `change`, which comes after the form's `input`, when the default may be back in the box.
    fieldset.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement) this.#choices.set(target.value, target.checked);
    });
  }

  /** Forgets every choice. */
  reset(): void {
    this.#choices.clear();
  }

  /** Chooses exactly these. */
  choose(names: readonly string[]): void {
    for (const name of [...this.#boxes.keys(), ...names]) {
      this.#choices.set(name, names.includes(name));
    }
  }

  /**
   * Shows the headers that there are, and gives the names to sign.
   *
   * @param always - Those that the signer signs in any case.
   * @param byDefault - Those that it signs when it is left alone.
   */
  update(
    names: readonly string[],
    always: readonly string[],
    byDefault: readonly string[],
  ): string[] {
    const shown = [...this.#fieldset.querySelectorAll('input')].map(({ value }) => value);
    // Only when the headers have changed: a box that is moved loses the keyboard's focus.
    if (shown.join() !== names.join()) {
      this.#fieldset.replaceChildren(
        ...names.map((name) => element('label', 'choice', this.#box(name), name)),
      );
    }
    return names.filter((name) => {
      const box = this.#box(name);
      box.disabled = always.includes(name);
      box.checked = box.disabled || (this.#choices.get(name) ?? byDefault.includes(name));
      return box.checked;
    });
  }

  #box(name: string): HTMLInputElement {
    const box = this.#boxes.get(name) ?? document.createElement('input');
    box.type = 'checkbox';
    box.value = name;
    this.#boxes.set(name, box);
    return box;
  }
}
